package io.aegismatrix.runner.runs;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Half an hour of a session, in which one forecast is expected. The last slot of a session may be shorter.
 *
 * @param session the session
 * @param start first instant of the slot
 * @param end first instant after it
 */
public record SessionSlot(LocalDate session, Instant start, Instant end) {

    /** Validates that the slot has a length. */
    public SessionSlot {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a slot must start before it ends, was " + start + " to " + end);
        }
    }

    /** Whether {@code moment} lies in {@code [start, end)}. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }
}
