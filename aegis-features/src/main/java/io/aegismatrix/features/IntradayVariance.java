package io.aegismatrix.features;

import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Realised variance inside sessions: squared log returns, the first bar's from its own open. */
final class IntradayVariance {

    /** Most sessions a usual day is measured on. */
    static final int TRAILING_SESSIONS = 60;

    /** Share of its expected bars a session needs to count. */
    private static final double COMPLETE = 0.9;

    private IntradayVariance() {}

    /** Sum of squared log returns of consecutive bars. */
    static double sum(List<IntradayBar> bars) {
        double sum = 0;
        for (int i = 0; i < bars.size(); i++) {
            sum += squaredReturn(bars, i);
        }
        return sum;
    }

    /** Squared log return that ends with bar {@code i}. */
    static double squaredReturn(List<IntradayBar> bars, int i) {
        double before = i == 0 ? bars.get(0).open() : bars.get(i - 1).close();
        double move = Math.log(bars.get(i).close() / before);
        return move * move;
    }

    /** Bars of a session that had ended by a moment. */
    static List<IntradayBar> elapsed(IntradaySeries series, LocalDate day, Instant moment) {
        return series.session(day).stream()
                .filter(bar -> !bar.start().plus(series.interval()).isAfter(moment))
                .toList();
    }

    /**
     * When a session opens and closes.
     *
     * @param open first moment, exchange time
     * @param close end, exchange time
     */
    record Hours(LocalTime open, LocalTime close) {

        static Hours of(TradingCalendar calendar, LocalDate session) {
            return new Hours(
                    calendar.open(session).atZone(calendar.zone()).toLocalTime(),
                    calendar.close(session).atZone(calendar.zone()).toLocalTime());
        }

        // Written out, as these are the keys of a map: a record's own are only put together when first called.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Hours hours && open.equals(hours.open) && close.equals(hours.close);
        }

        @Override
        public int hashCode() {
            return 31 * open.hashCode() + close.hashCode();
        }
    }

    /** The hours most of the newest sessions up to {@code last} keep; empty if there is no session. */
    static Optional<Hours> usualHours(IntradaySeries series, TradingCalendar calendar, LocalDate last) {
        List<LocalDate> sessions = newest(series.sessions().stream()
                .filter(day -> !day.isAfter(last) && calendar.isSession(day))
                .toList());
        Map<Hours, Long> counts = sessions.stream()
                .collect(Collectors.groupingBy(
                        day -> Hours.of(calendar, day), LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /**
     * The newest sessions up to {@code last} inclusive, at most {@value #TRAILING_SESSIONS}, ascending, that have at
     * least 90 % of their expected bars and keep these hours: an evening session of one hour says nothing about a usual
     * day.
     */
    static List<LocalDate> completeSessions(
            IntradaySeries series, TradingCalendar calendar, LocalDate last, Hours hours) {
        return newest(allCompleteSessions(series, calendar, last, hours));
    }

    /** The same without a limit of their number. */
    static List<LocalDate> allCompleteSessions(
            IntradaySeries series, TradingCalendar calendar, LocalDate last, Hours hours) {
        return series.sessions().stream()
                .filter(day -> !day.isAfter(last) && calendar.isSession(day))
                .filter(day -> Hours.of(calendar, day).equals(hours))
                .filter(day -> isComplete(series, calendar, day))
                .toList();
    }

    private static List<LocalDate> newest(List<LocalDate> sessions) {
        return sessions.subList(Math.max(0, sessions.size() - TRAILING_SESSIONS), sessions.size());
    }

    private static boolean isComplete(IntradaySeries series, TradingCalendar calendar, LocalDate day) {
        Instant opening = calendar.open(day);
        Instant closing = calendar.close(day);
        double expected = (double) Duration.between(opening, closing).toSeconds()
                / series.interval().toSeconds();
        long inside = series.session(day).stream()
                .filter(bar -> !bar.start().isBefore(opening) && bar.start().isBefore(closing))
                .count();
        return inside >= COMPLETE * expected;
    }
}
