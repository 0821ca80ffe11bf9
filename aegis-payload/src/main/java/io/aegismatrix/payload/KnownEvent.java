package io.aegismatrix.payload;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * An event that was known to come when the run was made, and what such events have done to the variance of their session.
 *
 * @param date the event's own local day
 * @param session the session that reacts
 * @param kind what happens, such as {@code union_budget}
 * @param name what people call it
 * @param varianceMultiplier what the forecast variance of that session is multiplied with; empty if no past one was measured
 * @param n past events of the kind that it was measured on
 */
public record KnownEvent(
        LocalDate date, LocalDate session, String kind, String name, OptionalDouble varianceMultiplier, int n) {

    /** Validates; a multiplier needs at least one past event. */
    public KnownEvent {
        Checks.present(date, "date");
        Checks.present(session, "session");
        Checks.present(kind, "kind");
        Checks.present(name, "name");
        Checks.ifPresent(varianceMultiplier, "varianceMultiplier of " + name, Checks::price);
        Checks.atLeast(varianceMultiplier.isPresent() ? 1 : 0, n, "n of " + name);
    }
}
