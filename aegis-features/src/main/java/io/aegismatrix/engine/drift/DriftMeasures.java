package io.aegismatrix.engine.drift;

import java.util.Arrays;

/** How different two samples of one feature are. */
public final class DriftMeasures {

    /** Added to every count of recent values, so that an empty bin does not make the index infinite (Jeffreys' prior). */
    private static final double HALF_A_COUNT = 0.5;

    private DriftMeasures() {}

    /**
     * Population stability index: Σ (actual − expected) · ln(actual / expected) over the bins (Siddiqi 2006). Below 0.1
     * is usually called stable, above 0.25 shifted. Half a count is added to every bin of the recent values.
     *
     * @param expected share of the training values in each bin, summing to 1; bins without any are left out, with what
     *     fell into them
     * @param counts recent values in each bin
     * @return at least 0
     */
    public static double populationStability(double[] expected, int[] counts) {
        if (expected.length != counts.length) {
            throw new IllegalArgumentException("bins must match, was " + expected.length + " and " + counts.length);
        }
        double total = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            total += expected[bin] > 0 ? counts[bin] + HALF_A_COUNT : 0;
        }
        double index = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            if (expected[bin] > 0) {
                double actual = (counts[bin] + HALF_A_COUNT) / total;
                index += (actual - expected[bin]) * Math.log(actual / expected[bin]);
            }
        }
        return index;
    }

    /**
     * Number of values in each bin: at most the first edge, above it and at most the second, … above the last.
     *
     * @param edges ascending; equal ones make empty bins
     */
    public static int[] counts(double[] values, double[] edges) {
        int[] counts = new int[edges.length + 1];
        for (double value : values) {
            counts[bin(value, edges)]++;
        }
        return counts;
    }

    private static int bin(double value, double[] edges) {
        int bin = 0;
        while (bin < edges.length && value > edges[bin]) {
            bin++;
        }
        return bin;
    }

    /**
     * Two-sample statistic of Kolmogorov and Smirnov: the largest distance between the empirical distribution functions,
     * in [0, 1]. Ties are allowed.
     */
    public static double kolmogorovSmirnov(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            throw new IllegalArgumentException("no values to compare, was " + first.length + " and " + second.length);
        }
        double[] a = first.clone();
        double[] b = second.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return largest;
    }
}
