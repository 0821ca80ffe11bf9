package io.aegismatrix.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When an exchange trades, and when its options expire: answers built from data files whose every entry carries the day
 * it became known. {@link io.aegismatrix.data.source.MarketSources#nseCalendar()} is the National Stock Exchange of India.
 *
 * <p>Every question that looks ahead takes {@code knownOn}: the answer uses only entries published by that day, so a
 * back-test sees the calendar that people then had. Immutable and thread-safe.
 */
public interface TradingCalendar {

    /** Sessions a year by convention, used wherever volatility is annualised. What a calendar has differs a little. */
    int SESSIONS_PER_YEAR = 252;

    /** The exchange's time zone. */
    ZoneId zone();

    /** Whether a session is (or was) held on {@code day}, by everything known today. */
    boolean isSession(LocalDate day);

    /** Whether a session was expected on {@code day} by what was known on {@code knownOn}. */
    boolean isSession(LocalDate day, LocalDate knownOn);

    /**
     * The phases of the session of {@code day}: when options trade and when the index moves, by everything known today.
     *
     * @throws MarketDataException if {@code day} is not a session
     */
    default SessionHours hours(LocalDate day) {
        return SessionHours.of(open(day), close(day));
    }

    /** When the session of {@code day} opens. @throws MarketDataException if {@code day} is not a session */
    Instant open(LocalDate day);

    /** When options stop trading on {@code day}, which ends its session. @throws MarketDataException if {@code day} is not a session */
    Instant close(LocalDate day);

    /** Where {@code moment} stands in the exchange's day. */
    SessionState state(Instant moment);

    /** The newest session that had closed by {@code moment}. */
    LocalDate lastCompletedSession(Instant moment);

    /** First session after {@code day}, by what was known on {@code knownOn}. */
    LocalDate nextSession(LocalDate day, LocalDate knownOn);

    /** Last session before {@code day}, by everything known today. */
    LocalDate previousSession(LocalDate day);

    /** Number of sessions in {@code (after, until]}, by what was known on {@code knownOn}; 0 if the interval is empty. */
    int sessionsBetween(LocalDate after, LocalDate until, LocalDate knownOn);

    /** Sessions in {@code [from, to]}, both ends included, by everything known today. */
    List<LocalDate> sessions(LocalDate from, LocalDate to);

    /** First weekly or monthly expiry on or after {@code day}; empty while there are no weekly options. */
    Optional<LocalDate> weeklyExpiry(LocalDate day, LocalDate knownOn);

    /**
     * First monthly expiry on or after {@code day}.
     *
     * @throws MarketDataException if no rule known by then covers it: not announced, and not guessed
     */
    LocalDate monthlyExpiry(LocalDate day, LocalDate knownOn);

    /** First monthly expiry on or after {@code day}; empty if no rule known by then covers it. */
    default Optional<LocalDate> findMonthlyExpiry(LocalDate day, LocalDate knownOn) {
        return Optional.of(monthlyExpiry(day, knownOn));
    }

    /** Contract size for options expiring on {@code expiry}; empty where no source states it. */
    OptionalInt lotSize(LocalDate expiry, LocalDate knownOn);

    /**
     * Share of a session's usual variance that has passed at {@code moment}, from the U-shaped profile of the trading
     * day, counting the overnight move as already passed at the open: 0 before the open of {@code day}, 1 from its
     * close on. On a session with a closing auction the index's last move is its jump: the share stands still from the end
     * of continuous trading until the official close is known, and is 1 from then on.
     */
    double varianceShareElapsed(LocalDate day, Instant moment);

    /**
     * Events to which sessions in {@code (after, until]} react, by what was known on {@code knownOn}, in the order of their
     * sessions. A calendar that knows of none has none.
     */
    default List<MarketEvent> events(LocalDate after, LocalDate until, LocalDate knownOn) {
        return List.of();
    }

    /** Last day for which the exchange had announced its holidays by {@code knownOn}. Later days follow the weekday rule. */
    LocalDate announcedThrough(LocalDate knownOn);
}
