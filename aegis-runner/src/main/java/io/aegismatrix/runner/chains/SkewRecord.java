package io.aegismatrix.runner.chains;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Net skew against what followed, one outcome an expiry. If a steep skew foretold falls, its correlation with the move
 * would be below 0 and that with the downside share above.
 *
 * @param chains days and expiries looked at
 * @param expiries distinct expiries among them
 * @param steepness mean net skew
 * @param move rank correlation with the move up to the settlement
 * @param steep expiries whose skew was above the median
 * @param steepFalls those of them up to which the index fell
 * @param flat the other expiries
 * @param flatFalls those of them up to which the index fell
 * @param asymmetry rank correlation with the share of falls in the squared daily moves up to the settlement; empty
 *     without three expiries that were seen {@value #FEWEST_MOVES} sessions before it
 */
public record SkewRecord(
        int chains,
        int expiries,
        double steepness,
        double move,
        int steep,
        int steepFalls,
        int flat,
        int flatFalls,
        Optional<Asymmetry> asymmetry) {

    /** Daily moves below which their share of falls says nothing. */
    public static final int FEWEST_MOVES = 5;

    /** Expiries of which a rank correlation can be something other than 1 or -1. */
    private static final int FEWEST = 3;

    /** Normal quantile of a two-sided 95 %. */
    private static final double NORMAL = 1.959963984540054;

    /**
     * Net skew against the share of falls.
     *
     * @param chains days and expiries looked at
     * @param expiries distinct expiries among them
     * @param correlation rank correlation
     */
    public record Asymmetry(int chains, int expiries, double correlation) {

        /** See {@link SkewRecord#chance()}. */
        public double chance() {
            return SkewRecord.chance(expiries);
        }
    }

    static Optional<SkewRecord> find(List<ChainOutcome> all) {
        List<ChainOutcome> outcomes =
                all.stream().filter(outcome -> !Double.isNaN(outcome.netSkew())).toList();
        double[] skews = ByExpiry.means(outcomes, ChainOutcome::netSkew);
        if (skews.length < FEWEST) {
            return Optional.empty();
        }
        double[] moves = ByExpiry.means(outcomes, ChainOutcome::move);
        boolean[] steep = aboveMedian(skews);
        int[] falls = new int[2];
        int[] counts = new int[2];
        for (int i = 0; i < skews.length; i++) {
            int side = steep[i] ? 1 : 0;
            counts[side]++;
            falls[side] += moves[i] < 0 ? 1 : 0;
        }
        return Optional.of(new SkewRecord(
                outcomes.size(),
                skews.length,
                Arrays.stream(skews).average().orElseThrow(),
                new SpearmansCorrelation().correlation(skews, moves),
                counts[1],
                falls[1],
                counts[0],
                falls[0],
                asymmetry(outcomes)));
    }

    private static boolean[] aboveMedian(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
        boolean[] above = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            above[i] = values[i] > median;
        }
        return above;
    }

    private static Optional<Asymmetry> asymmetry(List<ChainOutcome> outcomes) {
        List<ChainOutcome> seen = outcomes.stream()
                .filter(outcome -> outcome.sessions() >= FEWEST_MOVES && !Double.isNaN(outcome.downside()))
                .toList();
        double[] skews = ByExpiry.means(seen, ChainOutcome::netSkew);
        return skews.length < FEWEST
                ? Optional.empty()
                : Optional.of(new Asymmetry(
                        seen.size(),
                        skews.length,
                        new SpearmansCorrelation().correlation(skews, ByExpiry.means(seen, ChainOutcome::downside))));
    }

    /**
     * How large the correlation would be, either way, in one of twenty draws of as many unrelated expiries: 1.96 / √(n − 1).
     * Expiries overlap, so that chance reaches further than this.
     */
    public double chance() {
        return chance(expiries);
    }

    private static double chance(int expiries) {
        return NORMAL / Math.sqrt(expiries - 1.0);
    }
}
