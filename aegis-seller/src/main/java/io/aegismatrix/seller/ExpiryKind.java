package io.aegismatrix.seller;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** The two expiries a range can reach to: the nearest one, and the nearest monthly one. */
enum ExpiryKind {
    WEEKLY,
    MONTHLY;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The first expiry after a session, by what was known that day; on an expiry day that is the following one. Empty
     * for weekly options before they existed.
     */
    Optional<LocalDate> after(TradingCalendar calendar, LocalDate session) {
        LocalDate next = calendar.nextSession(session, session);
        return this == WEEKLY
                ? calendar.weeklyExpiry(next, session)
                : Optional.of(calendar.monthlyExpiry(next, session));
    }

    /** Sessions from a row to that expiry; 0 if there is none. */
    int sessions(FeatureSet features, int row) {
        TradingCalendar calendar = features.snapshot().calendar();
        LocalDate session = features.history().session(row);
        return after(calendar, session)
                .map(expiry -> calendar.sessionsBetween(session, expiry, session))
                .orElse(0);
    }
}
