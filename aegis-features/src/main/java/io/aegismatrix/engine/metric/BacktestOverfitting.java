package io.aegismatrix.engine.metric;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * How often the rule that looked best on one half of the past was worse than the middling one on the other half:
 * combinatorially symmetric cross-validation (Bailey, Borwein, Lopez de Prado and Zhu 2017). The periods are cut into
 * blocks; every half of the blocks is taken once to choose by, and the other half to judge the choice. Rules without
 * merit give about 0.5, a rule that is truly better gives about 0.
 *
 * @param probability share of the splits in which the chosen rule ranked in the lower half out of sample (PBO)
 * @param chosen mean Sharpe ratio, per period, of the chosen rules on the half they were chosen by
 * @param judged mean Sharpe ratio of the same rules on the other half
 * @param lossProbability share of the splits in which the chosen rule lost money on the other half
 * @param splits splits that were made
 */
public record BacktestOverfitting(
        double probability, double chosen, double judged, double lossProbability, int splits) {

    /** Blocks used in the paper: 12,870 splits. */
    public static final int DEFAULT_BLOCKS = 16;

    /** Sums of one rule over one block. */
    private record Sums(int n, double sum, double squares) {

        Sums plus(Sums other) {
            return new Sums(n + other.n, sum + other.sum, squares + other.squares);
        }

        /** A rule that never moved has a ratio of 0: it neither earned nor risked. */
        double ratio() {
            double variance = (squares - sum * sum / n) / (n - 1);
            return variance > 0 ? sum / n / Math.sqrt(variance) : 0;
        }
    }

    /**
     * Cross-validates rules.
     *
     * @param returns {@code [rules][periods]}, at least two rules over the same periods
     * @param blocks an even number of blocks of at least two periods
     */
    public static BacktestOverfitting of(double[][] returns, int blocks) {
        requireShape(returns, blocks);
        Sums[][] sums = new Sums[returns.length][];
        Arrays.setAll(sums, rule -> blockSums(returns[rule], blocks));
        Iterator<int[]> halves = CombinatoricsUtils.combinationsIterator(blocks, blocks / 2);
        int splits = 0;
        double worse = 0;
        double chosen = 0;
        double judged = 0;
        double losses = 0;
        while (halves.hasNext()) {
            boolean[] inside = new boolean[blocks];
            for (int block : halves.next()) {
                inside[block] = true;
            }
            double[] choosing = ratios(sums, inside, true);
            double[] judging = ratios(sums, inside, false);
            int best = best(choosing);
            splits++;
            worse += rank(judging, best) <= 0.5 ? 1 : 0;
            chosen += choosing[best];
            judged += judging[best];
            losses += judging[best] < 0 ? 1 : 0;
        }
        return new BacktestOverfitting(worse / splits, chosen / splits, judged / splits, losses / splits, splits);
    }

    private static void requireShape(double[][] returns, int blocks) {
        if (returns.length < 2 || blocks < 2 || blocks % 2 != 0) {
            throw new IllegalArgumentException("expected at least two rules and an even number of blocks, was "
                    + returns.length + " rules and " + blocks + " blocks");
        }
        for (double[] rule : returns) {
            if (rule.length != returns[0].length || rule.length < 2 * blocks) {
                throw new IllegalArgumentException("expected equally many periods a rule, at least " + 2 * blocks
                        + ", was " + rule.length + " and " + returns[0].length);
            }
        }
    }

    private static Sums[] blockSums(double[] returns, int blocks) {
        Sums[] sums = new Sums[blocks];
        for (int block = 0; block < blocks; block++) {
            int from = (int) ((long) block * returns.length / blocks);
            int to = (int) ((long) (block + 1) * returns.length / blocks);
            double sum = 0;
            double squares = 0;
            for (int i = from; i < to; i++) {
                sum += returns[i];
                squares += returns[i] * returns[i];
            }
            sums[block] = new Sums(to - from, sum, squares);
        }
        return sums;
    }

    private static double[] ratios(Sums[][] sums, boolean[] inside, boolean wanted) {
        double[] ratios = new double[sums.length];
        for (int rule = 0; rule < sums.length; rule++) {
            Sums total = new Sums(0, 0, 0);
            for (int block = 0; block < inside.length; block++) {
                total = inside[block] == wanted ? total.plus(sums[rule][block]) : total;
            }
            ratios[rule] = total.ratio();
        }
        return ratios;
    }

    private static int best(double[] ratios) {
        int best = 0;
        for (int rule = 1; rule < ratios.length; rule++) {
            best = ratios[rule] > ratios[best] ? rule : best;
        }
        return best;
    }

    /** Relative rank in (0, 1): the share of rules at or below, out of one more than there are. */
    private static double rank(double[] ratios, int rule) {
        int below = 0;
        for (double ratio : ratios) {
            below += ratio <= ratios[rule] ? 1 : 0;
        }
        return below / (ratios.length + 1.0);
    }
}
