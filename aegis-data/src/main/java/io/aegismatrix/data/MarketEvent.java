package io.aegismatrix.data;

import java.time.LocalDate;
import java.util.Objects;

/**
 * An event whose day is known before it comes, and that may move the market.
 *
 * @param kind what happens, in lower-case words: {@code union_budget}, {@code general_election_result}, {@code rbi_policy}
 * @param name what people call this one
 * @param date the event's own local day
 * @param session the session that reacts to it
 */
public record MarketEvent(String kind, String name, LocalDate date, LocalDate session) {

    /** Checks that nothing is missing and the session is not before the event. */
    public MarketEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        if (session.isBefore(date)) {
            throw new IllegalArgumentException(
                    name + ": the session that reacts, " + session + ", is before the event, " + date);
        }
    }
}
