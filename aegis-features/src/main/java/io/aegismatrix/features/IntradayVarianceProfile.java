package io.aegismatrix.features;

import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketSnapshot;
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
 * 09:15-09:45, 09:45-10:15 … 14:45-15:15 and the quarter of an hour 15:15-15:30. The shares sum to 1. The overnight move
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
        return IntradayVariance.usualHours(series, calendar, last)
                .flatMap(hours -> of(
                        series,
                        calendar,
                        hours,
                        IntradayVariance.completeSessions(series, calendar, last, hours).stream()
                                .filter(wanted)
                                .toList()));
    }

    private static Optional<IntradayVarianceProfile> of(
            IntradaySeries series, TradingCalendar calendar, IntradayVariance.Hours hours, List<LocalDate> sessions) {
        List<double[]> shares = sessions.stream()
                .filter(day -> IntradayVariance.sum(series.session(day)) > 0)
                .map(day -> shares(series, calendar, day))
                .toList();
        return shares.isEmpty()
                ? Optional.empty()
                : Optional.of(new IntradayVarianceProfile(blocks(hours, shares), shares.size()));
    }

    private static double[] shares(IntradaySeries series, TradingCalendar calendar, LocalDate day) {
        Instant opening = calendar.open(day);
        Instant closing = calendar.close(day);
        List<IntradayBar> bars = series.session(day);
        double[] variance = new double[blockCount(opening, closing)];
        double total = 0;
        for (int i = 0; i < bars.size(); i++) {
            Instant start = bars.get(i).start();
            if (!start.isBefore(opening) && start.isBefore(closing)) {
                double square = IntradayVariance.squaredReturn(bars, i);
                variance[(int) (Duration.between(opening, start).toSeconds() / BLOCK.toSeconds())] += square;
                total += square;
            }
        }
        for (int block = 0; block < variance.length; block++) {
            variance[block] /= total;
        }
        return variance;
    }

    private static int blockCount(Instant opening, Instant closing) {
        long seconds = Duration.between(opening, closing).toSeconds();
        return (int) ((seconds + BLOCK.toSeconds() - 1) / BLOCK.toSeconds());
    }

    private static List<Block> blocks(IntradayVariance.Hours hours, List<double[]> shares) {
        List<Block> blocks = new ArrayList<>();
        for (int block = 0; block < shares.get(0).length; block++) {
            int index = block;
            double share = shares.stream()
                    .mapToDouble(values -> values[index])
                    .average()
                    .orElseThrow();
            LocalTime from = hours.open().plus(BLOCK.multipliedBy(block));
            LocalTime to = hours.open().plus(BLOCK.multipliedBy(block + 1L));
            blocks.add(new Block(from, to.isAfter(hours.close()) ? hours.close() : to, share));
        }
        return blocks;
    }
}
