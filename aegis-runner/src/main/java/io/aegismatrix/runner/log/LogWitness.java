package io.aegismatrix.runner.log;

import java.time.Instant;

/**
 * A state of the log that was noted outside it, and that it must still hold.
 *
 * @param head the state
 * @param at when it was noted
 * @param where where it stands, for people
 */
public record LogWitness(LogHead head, Instant at, String where) {}
