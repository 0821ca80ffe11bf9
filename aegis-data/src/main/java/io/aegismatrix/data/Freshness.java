package io.aegismatrix.data;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

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
     * The age class of an index price. Outside market hours the price to have is the last close, so ages count from there;
     * while trading is interrupted, and from its stop to its official close, from the index's last move: it stands still
     * because nothing trades.
     *
     * @param newest when the price was valid
     * @param asOf moment of observation
     * @param calendar the exchange's calendar
     */
    public static Freshness of(Instant newest, Instant asOf, TradingCalendar calendar) {
        return of(newest, asOf, calendar, hours -> hours.lastMove(asOf));
    }

    /** The same of what goes on while the index stands still: options, and the volatility index made of them. */
    public static Freshness ofOptions(Instant newest, Instant asOf, TradingCalendar calendar) {
        return of(newest, asOf, calendar, hours -> hours.lastTrade(asOf));
    }

    private static Freshness of(
            Instant newest, Instant asOf, TradingCalendar calendar, Function<SessionHours, Instant> newestPossible) {
        boolean running = calendar.state(asOf) == SessionState.OPEN;
        LocalDate session = running ? asOf.atZone(calendar.zone()).toLocalDate() : calendar.lastCompletedSession(asOf);
        SessionHours hours = calendar.hours(session);
        Duration age = Duration.between(newest, running ? newestPossible.apply(hours) : hours.close());
        if (age.compareTo(FRESH_FOR) <= 0) {
            return FRESH;
        }
        if (age.compareTo(DELAYED_FOR) <= 0) {
            return DELAYED;
        }
        return newest.isBefore(hours.open()) ? EXPIRED : STALE;
    }
}
