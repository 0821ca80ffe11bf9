package io.aegismatrix.runner.replay;

import java.time.Instant;
import java.util.Objects;

/**
 * How a step ended.
 *
 * @param at when the step was due, which names it
 * @param kind which command
 * @param exitCode what the command told its caller
 * @param message why it did not do what it is there for; empty if it did
 */
public record StepResult(Instant at, ReplayStep.Kind kind, int exitCode, String message) {

    /** Refuses nulls. */
    public StepResult {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }

    /** Whether the command did its work. */
    public boolean done() {
        return exitCode == 0;
    }
}
