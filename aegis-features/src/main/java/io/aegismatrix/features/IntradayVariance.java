package io.aegismatrix.features;

import com.google.common.collect.Lists;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.SessionHours;
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
     * When a session opens, its index stops and the session closes.
     *
     * @param open first moment, exchange time
     * @param stop end of the index's continuous trading, exchange time; {@code close} without a closing auction
     * @param close end, exchange time
     */
    record Hours(LocalTime open, LocalTime stop, LocalTime close) {

        static Hours of(TradingCalendar calendar, LocalDate session) {
            SessionHours hours = calendar.hours(session);
            return new Hours(
                    hours.open().atZone(calendar.zone()).toLocalTime(),
                    hours.indexStop().atZone(calendar.zone()).toLocalTime(),
                    hours.close().atZone(calendar.zone()).toLocalTime());
        }

        /**
         * Whether sessions of other hours tell what is usual in these: up to its stop a session with a closing auction is
         * like one without, whose rest stands for the auction.
         */
        boolean servedBy(Hours other) {
            return equals(other)
                    || (stop.isBefore(close)
                            && open.equals(other.open)
                            && !other.stop.isBefore(stop)
                            && !other.close.isAfter(close));
        }

        // Written out, as these are the keys of a map: a record's own are only put together when first called.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Hours hours
                    && open.equals(hours.open)
                    && stop.equals(hours.stop)
                    && close.equals(hours.close);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * open.hashCode() + stop.hashCode()) + close.hashCode();
        }
    }

    /**
     * The hours most of the newest sessions up to {@code last} keep, sessions that serve those of {@code ahead} counted as
     * of these; empty if there is no session.
     */
    static Optional<Hours> usualHours(
            IntradaySeries series, TradingCalendar calendar, LocalDate last, Optional<Hours> ahead) {
        List<LocalDate> sessions = newest(series.sessions().stream()
                .filter(day -> !day.isAfter(last) && calendar.isSession(day))
                .toList());
        Map<Hours, Long> counts = sessions.stream()
                .collect(Collectors.groupingBy(
                        day -> usual(Hours.of(calendar, day), ahead), LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private static Hours usual(Hours hours, Optional<Hours> ahead) {
        return ahead.filter(asked -> asked.servedBy(hours)).orElse(hours);
    }

    /**
     * The newest sessions up to {@code last} inclusive, at most {@value #TRAILING_SESSIONS}, ascending, that have at
     * least 90 % of the bars in which the index moves and keep these hours, or serve them: an evening session of one hour says nothing about a usual
     * day.
     */
    static List<LocalDate> completeSessions(
            IntradaySeries series, TradingCalendar calendar, LocalDate last, Hours hours) {
        return completeSessions(series, calendar, last, hours, TRAILING_SESSIONS);
    }

    /** The same with another limit of their number. */
    static List<LocalDate> completeSessions(
            IntradaySeries series, TradingCalendar calendar, LocalDate last, Hours hours, int most) {
        return Lists.reverse(Lists.reverse(series.sessions()).stream()
                .filter(day -> !day.isAfter(last) && calendar.isSession(day))
                .filter(day -> hours.servedBy(Hours.of(calendar, day)))
                .filter(day -> isComplete(series, calendar, day))
                .limit(most)
                .toList());
    }

    private static List<LocalDate> newest(List<LocalDate> sessions) {
        return sessions.subList(Math.max(0, sessions.size() - TRAILING_SESSIONS), sessions.size());
    }

    private static boolean isComplete(IntradaySeries series, TradingCalendar calendar, LocalDate day) {
        SessionHours hours = calendar.hours(day);
        double expected = (double) hours.moved(hours.indexStop()).toSeconds()
                / series.interval().toSeconds();
        int inside = 0;
        for (IntradayBar bar : series.session(day)) {
            inside += hours.moves(bar.start()) ? 1 : 0;
        }
        return inside >= COMPLETE * expected;
    }

    /**
     * The moment of a past session by which as much of it had passed as of another by {@code at}. Before its close is known
     * a session with a closing auction is as far as at its stop.
     */
    static Instant counterpart(SessionHours session, Instant at, SessionHours past) {
        if (session.hasAuction() && !at.isBefore(session.indexClose())) {
            return past.close();
        }
        boolean waits = session.hasAuction() && at.isAfter(session.indexStop());
        return past.open().plus(Duration.between(session.open(), waits ? session.indexStop() : at));
    }

    /** Bars of a session that count by {@code at}: those in which its index moved, and the auction once it is over. */
    static List<IntradayBar> counted(SessionHours hours, Instant at, List<IntradayBar> bars) {
        return !hours.hasAuction() || !at.isBefore(hours.indexClose())
                ? bars
                : bars.stream().filter(bar -> hours.moves(bar.start())).toList();
    }
}
