package io.aegismatrix.seller;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The two expiries a range can reach to: the nearest one, and the nearest monthly one. */
enum ExpiryKind {
    WEEKLY,
    MONTHLY;

    /**
     * An expiry as seen from a session.
     *
     * @param day last trading day of the options
     * @param sessions sessions to it, at least 1; the expiry's own counts
     */
    record Expiry(LocalDate day, int sessions) {}

    /** Why something that hangs on an expiry is not there. */
    static final String NONE_LISTED = "no expiry was known: the index had no listed options yet";

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The first expiry after the session of a row, by what was known that day; on an expiry day that is the following
     * one. Empty for weekly options before they existed.
     */
    Optional<Expiry> after(FeatureSet features, int row) {
        TradingCalendar calendar = features.snapshot().calendar();
        LocalDate session = features.history().session(row);
        LocalDate next = calendar.nextSession(session, session);
        Optional<LocalDate> day =
                this == WEEKLY ? calendar.weeklyExpiry(next, session) : calendar.findMonthlyExpiry(next, session);
        return day.map(expiry -> new Expiry(expiry, calendar.sessionsBetween(session, expiry, session)));
    }

    /** Sessions from a row to the nearest expiry of either kind; empty before the index had listed options. */
    static OptionalInt findSessionsToNearest(FeatureSet features, int row) {
        return Stream.of(values())
                .flatMap(kind -> kind.after(features, row).stream())
                .mapToInt(Expiry::sessions)
                .min();
    }
}
