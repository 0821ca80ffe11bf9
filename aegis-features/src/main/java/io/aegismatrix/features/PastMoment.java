package io.aegismatrix.features;

import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a past session stood at a time of day, as it was seen then.
 *
 * @param session the trading day
 * @param at end of the last bar that had ended by that time of day
 * @param price close of that bar, points
 * @param realizedVarianceShare variance realised since the open divided by what was usual by then, like
 *     {@link IntradayFeatures#realizedVarianceShare()}; empty if too few sessions came before
 */
public record PastMoment(LocalDate session, Instant at, double price, OptionalDouble realizedVarianceShare) {

    /**
     * The newest complete sessions before a session at its time of day, oldest first, at most
     * {@value IntradayVariance#TRAILING_SESSIONS}; only sessions of the same hours, or
     * that serve them.
     *
     * @param session the session that they come before
     * @param elapsed time since the open, at least one bar
     */
    public static List<PastMoment> before(MarketSnapshot snapshot, LocalDate session, Duration elapsed) {
        return snapshot.intraday()
                .map(series -> before(series, snapshot.calendar(), session, elapsed))
                .orElse(List.of());
    }

    private static List<PastMoment> before(
            IntradaySeries series, TradingCalendar calendar, LocalDate session, Duration elapsed) {
        // As many again before them, for what was usual in the oldest.
        List<LocalDate> days = IntradayVariance.completeSessions(
                series,
                calendar,
                session.minusDays(1),
                IntradayVariance.Hours.of(calendar, session),
                2 * IntradayVariance.TRAILING_SESSIONS);
        SessionHours hours = calendar.hours(session);
        Instant at = hours.open().plus(elapsed);
        List<List<IntradayBar>> passed = days.stream()
                .map(day -> IntradayVariance.elapsed(
                        series, day, IntradayVariance.counterpart(hours, at, calendar.hours(day))))
                .toList();
        double[] variance = passed.stream().mapToDouble(IntradayVariance::sum).toArray();
        List<PastMoment> moments = new ArrayList<>();
        for (int i = Math.max(0, days.size() - IntradayVariance.TRAILING_SESSIONS); i < days.size(); i++) {
            List<IntradayBar> bars = passed.get(i);
            boolean opened = !bars.isEmpty() && bars.get(0).start().equals(calendar.open(days.get(i)));
            if (opened) {
                IntradayBar last = bars.get(bars.size() - 1);
                moments.add(new PastMoment(
                        days.get(i), last.start().plus(series.interval()), last.close(), share(variance, i)));
            }
        }
        return List.copyOf(moments);
    }

    private static OptionalDouble share(double[] variance, int session) {
        int from = Math.max(0, session - IntradayVariance.TRAILING_SESSIONS);
        double sum = 0;
        for (int i = from; i < session; i++) {
            sum += variance[i];
        }
        return session - from >= IntradayFeatures.MINIMUM_SESSIONS && sum > 0
                ? OptionalDouble.of(variance[session] * (session - from) / sum)
                : OptionalDouble.empty();
    }
}
