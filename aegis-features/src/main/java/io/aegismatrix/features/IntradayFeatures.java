package io.aegismatrix.features;

import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What today's session has done so far, from its bars. "Today" is the session running at the moment of observation, or
 * the last completed one while the market is closed; never an older one because it happens to be last in a file.
 *
 * @param session the trading day
 * @param through end of its last known bar; everything here is as of that moment
 * @param gap ln(open / previous session's close); empty if the opening bar or that session's daily bar is missing
 * @param openingRangeBreak how far the last price is beyond the range of the first 30 minutes, in units of that range:
 *     positive above, negative below, 0 inside; empty until that range is complete, or if it has no width
 * @param realizedVarianceShare variance realised since the open divided by what is usual by this time of day (mean of
 *     the trailing sessions); 1 is a usual day; empty if fewer than {@value #MINIMUM_SESSIONS} trailing sessions serve
 * @param sessionsUsed trailing sessions that mean is over
 * @param lastHalfHourMomentum ln(mean bar close of the last 30 minutes / open): where the price has settled against the
 *     open, without needing volume; empty if the opening bar is missing
 * @param sessionFraction share of the session's usual variance that has passed by {@code through}, or by the moment
 *     since which the last price stands still, 0 to 1, overnight move included
 * @param timeFraction share of the session's minutes that has passed by {@code through}, 0 to 1
 * @param open first known price, points
 * @param high highest price so far, points
 * @param low lowest price so far, points
 * @param last last price, points
 */
public record IntradayFeatures(
        LocalDate session,
        Instant through,
        OptionalDouble gap,
        OptionalDouble openingRangeBreak,
        OptionalDouble realizedVarianceShare,
        int sessionsUsed,
        OptionalDouble lastHalfHourMomentum,
        double sessionFraction,
        double timeFraction,
        double open,
        double high,
        double low,
        double last) {

    /** Trailing sessions that make a usual variance. */
    public static final int MINIMUM_SESSIONS = 5;

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    /** Validates the fractions and the order of the prices. */
    public IntradayFeatures {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(through, "through");
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(openingRangeBreak, "openingRangeBreak");
        Objects.requireNonNull(realizedVarianceShare, "realizedVarianceShare");
        Objects.requireNonNull(lastHalfHourMomentum, "lastHalfHourMomentum");
        requireFraction(sessionFraction, "sessionFraction");
        requireFraction(timeFraction, "timeFraction");
        if (!(low > 0 && low <= Math.min(open, last) && high >= Math.max(open, last))) {
            throw new IllegalArgumentException("low must be at most and high at least open and last, was open=" + open
                    + ", high=" + high + ", low=" + low + ", last=" + last + " on " + session);
        }
    }

    private static void requireFraction(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1], was " + value);
        }
    }

    /** The features of the running or last completed session; empty if the snapshot has no bar of that session. */
    public static Optional<IntradayFeatures> find(MarketSnapshot snapshot) {
        LocalDate session = sessionOf(snapshot);
        return snapshot.intraday()
                .filter(series -> !series.session(session).isEmpty())
                .map(series -> of(snapshot, series, session));
    }

    private static LocalDate sessionOf(MarketSnapshot snapshot) {
        TradingCalendar calendar = snapshot.calendar();
        return calendar.state(snapshot.asOf()) == SessionState.OPEN
                ? snapshot.asOf().atZone(calendar.zone()).toLocalDate()
                : calendar.lastCompletedSession(snapshot.asOf());
    }

    private static IntradayFeatures of(MarketSnapshot snapshot, IntradaySeries series, LocalDate session) {
        TradingCalendar calendar = snapshot.calendar();
        List<IntradayBar> bars = series.session(session);
        Instant opening = calendar.open(session);
        Instant through = bars.get(bars.size() - 1).start().plus(series.interval());
        boolean opened = bars.get(0).start().equals(opening);
        double open = bars.get(0).open();
        double last = bars.get(bars.size() - 1).close();
        Instant moment = StandingPrice.momentOf(snapshot, session, through, last);
        List<IntradayBar> counted = IntradayVariance.counted(calendar.hours(session), moment, bars);
        TrailingVariance usual = TrailingVariance.of(snapshot, series, session, moment);
        return new IntradayFeatures(
                session,
                through,
                opened ? gap(snapshot, session, open) : OptionalDouble.empty(),
                openingRangeBreak(series, bars, opening, through),
                opened ? usual.share(IntradayVariance.sum(counted)) : OptionalDouble.empty(),
                usual.sessions(),
                opened ? OptionalDouble.of(momentum(bars, through, open)) : OptionalDouble.empty(),
                calendar.varianceShareElapsed(session, moment),
                calendar.hours(session).clockFraction(through),
                open,
                bars.stream().mapToDouble(IntradayBar::high).max().getAsDouble(),
                bars.stream().mapToDouble(IntradayBar::low).min().getAsDouble(),
                last);
    }

    private static OptionalDouble gap(MarketSnapshot snapshot, LocalDate session, double open) {
        // Strictly the session before: the move since an older close is not an overnight gap.
        OptionalInt previous = snapshot.daily().find(snapshot.calendar().previousSession(session));
        return previous.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.log(
                        open / snapshot.daily().bar(previous.getAsInt()).close()));
    }

    private static OptionalDouble openingRangeBreak(
            IntradaySeries series, List<IntradayBar> bars, Instant opening, Instant through) {
        Instant end = opening.plus(HALF_HOUR);
        List<IntradayBar> first =
                bars.stream().filter(bar -> bar.start().isBefore(end)).toList();
        boolean complete = !through.isBefore(end) && first.size() == HALF_HOUR.dividedBy(series.interval());
        if (!complete) {
            return OptionalDouble.empty();
        }
        double high = first.stream().mapToDouble(IntradayBar::high).max().getAsDouble();
        double low = first.stream().mapToDouble(IntradayBar::low).min().getAsDouble();
        double last = bars.get(bars.size() - 1).close();
        double beyond = Math.max(0, last - high) + Math.min(0, last - low);
        return high > low ? OptionalDouble.of(beyond / (high - low)) : OptionalDouble.empty();
    }

    private static double momentum(List<IntradayBar> bars, Instant through, double open) {
        Instant from = through.minus(HALF_HOUR);
        double mean = bars.stream()
                .filter(bar -> !bar.start().isBefore(from))
                .mapToDouble(IntradayBar::close)
                .average()
                .getAsDouble();
        return Math.log(mean / open);
    }

    /** Mean variance of the trailing complete sessions from their open to the same time of day. */
    private record TrailingVariance(double mean, int sessions) {

        static TrailingVariance of(MarketSnapshot snapshot, IntradaySeries series, LocalDate session, Instant at) {
            SessionHours hours = snapshot.calendar().hours(session);
            List<LocalDate> trailing = IntradayVariance.completeSessions(
                    series,
                    snapshot.calendar(),
                    session.minusDays(1),
                    IntradayVariance.Hours.of(snapshot.calendar(), session));
            double mean = trailing.stream()
                    .mapToDouble(day -> IntradayVariance.sum(IntradayVariance.elapsed(
                            series,
                            day,
                            IntradayVariance.counterpart(
                                    hours, at, snapshot.calendar().hours(day)))))
                    .average()
                    .orElse(Double.NaN);
            return new TrailingVariance(mean, trailing.size());
        }

        OptionalDouble share(double realized) {
            return sessions >= MINIMUM_SESSIONS && mean > 0
                    ? OptionalDouble.of(realized / mean)
                    : OptionalDouble.empty();
        }
    }
}
