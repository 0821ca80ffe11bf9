package io.aegismatrix.data;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** How old the newest price is, in the words the payload uses. */
public enum Freshness {
    /** At most ten minutes old, or the last close while the market is shut. */
    FRESH,
    /** At most 45 minutes old. */
    DELAYED,
    /** Older, but from the running session. */
    STALE,
    /** From before the running session, or older than the last completed session. */
    EXPIRED;

    private static final Duration FRESH_FOR = Duration.ofMinutes(10);
    private static final Duration DELAYED_FOR = Duration.ofMinutes(45);

    /**
     * The age class of a price. Outside market hours the price to have is the last close, so ages count from there.
     *
     * @param newest when the price was valid
     * @param asOf moment of observation
     * @param calendar the exchange's calendar
     */
    public static Freshness of(Instant newest, Instant asOf, TradingCalendar calendar) {
        boolean running = calendar.state(asOf) == SessionState.OPEN;
        LocalDate session = running ? asOf.atZone(calendar.zone()).toLocalDate() : calendar.lastCompletedSession(asOf);
        Duration age = Duration.between(newest, running ? asOf : calendar.close(session));
        if (age.compareTo(FRESH_FOR) <= 0) {
            return FRESH;
        }
        if (age.compareTo(DELAYED_FOR) <= 0) {
            return DELAYED;
        }
        return newest.isBefore(calendar.open(session)) ? EXPIRED : STALE;
    }
}
