package io.aegismatrix.engine.metric;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Circular block bootstrap (Politis and Romano 1992): how far a mean could be off when neighbouring values depend on
 * each other, as they do when horizons overlap.
 */
public final class BlockBootstrap {

    private static final int REPETITIONS = 500;
    private static final long SEED = 7;

    private BlockBootstrap() {}

    /**
     * Central 95 % interval of the mean of {@code values}.
     *
     * @param block length of a block: at least the horizon, so that overlapping outcomes stay together
     * @return lower and upper end; NaN both if there are fewer than two blocks
     */
    public static double[] meanInterval(double[] values, int block) {
        int n = values.length;
        if (block < 1 || n < 2 * block) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] blockSums = circularBlockSums(values, block);
        int blocks = (n + block - 1) / block;
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[REPETITIONS];
        for (int r = 0; r < REPETITIONS; r++) {
            double sum = 0;
            for (int b = 0; b < blocks; b++) {
                sum += blockSums[random.nextInt(n)];
            }
            means[r] = sum / ((double) blocks * block);
        }
        Arrays.sort(means);
        return new double[] {quantile(means, 0.025), quantile(means, 0.975)};
    }

    /**
     * Central 95 % interval of any statistic of {@code n} outcomes in time order.
     *
     * @param block length of a block, as for {@link #meanInterval}
     * @param statistic the statistic, given how often each outcome was drawn
     * @return lower and upper end; NaN both if there are fewer than two blocks, or a draw has no such statistic
     */
    public static double[] interval(int n, int block, ToDoubleFunction<int[]> statistic) {
        if (block < 1 || n < 2 * block) {
            return new double[] {Double.NaN, Double.NaN};
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[REPETITIONS];
        for (int r = 0; r < REPETITIONS; r++) {
            drawn[r] = statistic.applyAsDouble(draw(n, block, random));
            if (Double.isNaN(drawn[r])) {
                return new double[] {Double.NaN, Double.NaN};
            }
        }
        Arrays.sort(drawn);
        return new double[] {quantile(drawn, 0.025), quantile(drawn, 0.975)};
    }

    /**
     * Central 95 % interval of any statistic of {@code values}, such as their Sharpe ratio; slower than
     * {@link #meanInterval}, because every repetition is laid out in full.
     *
     * @param block length of a block, in values
     * @param statistic of as many values as were given, blocks of neighbours drawn with replacement
     * @return lower and upper end; NaN both if there are fewer than two blocks
     */
    public static double[] interval(double[] values, int block, ToDoubleFunction<double[]> statistic) {
        int n = values.length;
        if (block < 1 || n < 2 * block) {
            return new double[] {Double.NaN, Double.NaN};
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] statistics = new double[REPETITIONS];
        double[] drawn = new double[n];
        for (int r = 0; r < REPETITIONS; r++) {
            for (int i = 0; i < n; i += block) {
                int start = random.nextInt(n);
                for (int j = i; j < Math.min(n, i + block); j++) {
                    drawn[j] = values[(start + j - i) % n];
                }
            }
            statistics[r] = statistic.applyAsDouble(drawn);
        }
        Arrays.sort(statistics);
        return new double[] {quantile(statistics, 0.025), quantile(statistics, 0.975)};
    }

    private static int[] draw(int n, int block, SplittableRandom random) {
        int[] times = new int[n];
        for (int b = 0; b < (n + block - 1) / block; b++) {
            int start = random.nextInt(n);
            for (int i = 0; i < block; i++) {
                times[(start + i) % n]++;
            }
        }
        return times;
    }

    private static double[] circularBlockSums(double[] values, int block) {
        int n = values.length;
        double[] sums = new double[n];
        for (int start = 0; start < n; start++) {
            double sum = 0;
            for (int i = 0; i < block; i++) {
                sum += values[(start + i) % n];
            }
            sums[start] = sum;
        }
        return sums;
    }

    private static double quantile(double[] sorted, double level) {
        return Quantiles.ofSorted(sorted, level);
    }
}
