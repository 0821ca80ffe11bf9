package io.aegismatrix.engine.metric;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/** Empirical quantiles with linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
public final class Quantiles {

    private Quantiles() {}

    /**
     * Quantile of values already in ascending order.
     *
     * @param level in [0, 1]; 0 is the smallest value and 1 the largest
     */
    public static double ofSorted(double[] sorted, double level) {
        requireSome(sorted);
        if (!(level >= 0 && level <= 1)) {
            throw new IllegalArgumentException("level must be in [0, 1], was " + level);
        }
        double position = level * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static void requireSome(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values to take a quantile or rank of");
        }
    }

    /** Quantile of values in any order; they are left as they are. */
    public static double of(double[] values, double level) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return ofSorted(sorted, level);
    }

    /** How many of some ascending values are below one. */
    public static int below(double[] sorted, double value) {
        return first(sorted, each -> each >= value);
    }

    /** How many of some ascending values are at most one. */
    public static int atMost(double[] sorted, double value) {
        return first(sorted, each -> each > value);
    }

    /** Position of the first value that is far enough up. */
    private static int first(double[] sorted, DoublePredicate up) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (up.test(sorted[middle])) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** Share of {@code values} at or below {@code value}: in [0, 1], and above 0 if the value is one of them. */
    public static double rank(double[] values, double value) {
        requireSome(values);
        int below = 0;
        for (double other : values) {
            if (other <= value) {
                below++;
            }
        }
        return (double) below / values.length;
    }
}
