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
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When in the day the market moves: the share of the open-to-close variance that falls into each 30-minute block, as
 * the mean over the last complete sessions of that session's own shares, so that one wild day does not speak for all.
 *
 * <p>Blocks start at the session's open; the last one ends at its close and may be shorter. On the NSE they are
 * 09:15-09:45, 09:45-10:15 … 14:45-15:15 and the quarter of an hour 15:15-15:30; since 2026-08-03 the last one is
 * 15:15-15:40, in which the index only jumps to the close of its auction, and what moved from 15:15 to 15:30 on earlier
 * sessions stands for it until such sessions are known. The shares sum to 1. The overnight move
 * is not part of them. On the NIFTY it is a U whose right arm ends at 15:15: on the 154 sessions of a 2024 file 0.216 in
 * the first half hour, 0.047 to 0.072 from 10:45 to 14:15, 0.094 from 14:45, and 0.024 in the last quarter of an hour.
 *
 * @param blocks the blocks of a day, in order
 * @param sessionsUsed complete sessions the shares are a mean of, at least 1
 */
public record IntradayVarianceProfile(List<Block> blocks, int sessionsUsed) {

    private static final Duration BLOCK = Duration.ofMinutes(30);

    /**
     * One block of the trading day.
     *
     * @param from first moment, exchange time
     * @param to end, exchange time, exclusive
     * @param share share of the session's open-to-close variance, 0 to 1
     */
    public record Block(LocalTime from, LocalTime to, double share) {

        /** Validates the order of the times and the share. */
        public Block {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("block must end after it begins, was " + from + " to " + to);
            }
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("share must be in [0, 1], was " + share + " of " + from);
            }
        }

        /** The block as {@code 09:15-09:45}. */
        public String label() {
            return from + "-" + to;
        }
    }

    /** Copies the blocks. */
    public IntradayVarianceProfile {
        blocks = List.copyOf(blocks);
        if (sessionsUsed < 1) {
            throw new IllegalArgumentException("a profile needs at least 1 session, was " + sessionsUsed);
        }
    }

    /**
     * The profile of the last complete sessions, at most {@value IntradayVariance#TRAILING_SESSIONS}. A session counts if
     * it has at least 90 % of its expected bars, moved at all, and keeps the hours that most sessions keep.
     *
     * @return empty if the snapshot has no such session, or its bars are longer than a block
     */
    public static Optional<IntradayVarianceProfile> find(MarketSnapshot snapshot) {
        return find(snapshot, day -> true);
    }

    /** The same from those of these sessions on which an option expired. */
    public static Optional<IntradayVarianceProfile> findExpiryDays(MarketSnapshot snapshot) {
        TradingCalendar calendar = snapshot.calendar();
        return find(
                snapshot,
                day -> calendar.weeklyExpiry(day, day)
                        .or(() -> calendar.findMonthlyExpiry(day, day))
                        .equals(Optional.of(day)));
    }

    private static Optional<IntradayVarianceProfile> find(MarketSnapshot snapshot, Predicate<LocalDate> wanted) {
        return snapshot.intraday()
                .filter(series -> series.interval().compareTo(BLOCK) <= 0)
                .flatMap(series -> of(series, snapshot, wanted));
    }

    private static Optional<IntradayVarianceProfile> of(
            IntradaySeries series, MarketSnapshot snapshot, Predicate<LocalDate> wanted) {
        TradingCalendar calendar = snapshot.calendar();
        LocalDate last = calendar.lastCompletedSession(snapshot.asOf());
        return IntradayVariance.usualHours(series, calendar, last, ahead(snapshot))
                .flatMap(hours -> of(
                        series,
                        calendar,
                        hours,
                        IntradayVariance.completeSessions(series, calendar, last, hours).stream()
                                .filter(wanted)
                                .toList()));
    }

    /** The hours of the running session, or of the next; empty if the one that was expected was not held. */
    private static Optional<IntradayVariance.Hours> ahead(MarketSnapshot snapshot) {
        TradingCalendar calendar = snapshot.calendar();
        LocalDate today = snapshot.asOf().atZone(calendar.zone()).toLocalDate();
        SessionState state = calendar.state(snapshot.asOf());
        boolean still = state == SessionState.OPEN || state == SessionState.PRE_OPEN;
        return Optional.of(still ? today : calendar.nextSession(today, today))
                .filter(calendar::isSession)
                .map(session -> IntradayVariance.Hours.of(calendar, session));
    }

    private static Optional<IntradayVarianceProfile> of(
            IntradaySeries series, TradingCalendar calendar, IntradayVariance.Hours hours, List<LocalDate> sessions) {
        List<double[]> shares = sessions.stream()
                .filter(day -> IntradayVariance.sum(series.session(day)) > 0)
                .map(day -> shares(series, calendar.hours(day), day, hours))
                .toList();
        return shares.isEmpty()
                ? Optional.empty()
                : Optional.of(new IntradayVarianceProfile(blocks(hours, shares), shares.size()));
    }

    private static double[] shares(
            IntradaySeries series, SessionHours session, LocalDate day, IntradayVariance.Hours hours) {
        List<IntradayBar> bars = series.session(day);
        double[] variance = new double[blockCount(hours)];
        double total = 0;
        for (int i = 0; i < bars.size(); i++) {
            Instant start = bars.get(i).start();
            if (!start.isBefore(session.open()) && start.isBefore(session.close())) {
                double square = IntradayVariance.squaredReturn(bars, i);
                variance[block(hours, Duration.between(session.open(), start))] += square;
                total += square;
            }
        }
        for (int block = 0; block < variance.length; block++) {
            variance[block] /= total;
        }
        return variance;
    }

    /** Half hours while the index moves; what comes after its stop is one block, of an auction or of what was before it. */
    private static int block(IntradayVariance.Hours hours, Duration elapsed) {
        Duration moving = Duration.between(hours.open(), hours.stop());
        return elapsed.compareTo(moving) < 0 ? (int) (elapsed.toSeconds() / BLOCK.toSeconds()) : blockCount(hours) - 1;
    }

    private static int blockCount(IntradayVariance.Hours hours) {
        long seconds = Duration.between(hours.open(), hours.stop()).toSeconds();
        int moving = (int) ((seconds + BLOCK.toSeconds() - 1) / BLOCK.toSeconds());
        return hours.stop().isBefore(hours.close()) ? moving + 1 : moving;
    }

    private static List<Block> blocks(IntradayVariance.Hours hours, List<double[]> shares) {
        List<Block> blocks = new ArrayList<>();
        int count = blockCount(hours);
        for (int block = 0; block < count; block++) {
            int index = block;
            double share = shares.stream()
                    .mapToDouble(values -> values[index])
                    .average()
                    .orElseThrow();
            LocalTime from = earlier(hours.open().plus(BLOCK.multipliedBy(block)), hours.stop());
            LocalTime to = earlier(hours.open().plus(BLOCK.multipliedBy(block + 1L)), hours.stop());
            blocks.add(new Block(from, from.isBefore(to) ? to : hours.close(), share));
        }
        return blocks;
    }

    private static LocalTime earlier(LocalTime one, LocalTime other) {
        return one.isBefore(other) ? one : other;
    }
}
