package io.aegismatrix.features.indicator;

import java.util.Arrays;

/** What the indicators share about columns. */
final class Columns {

    /** A spread below this share of the level is rounding, not movement. */
    static final double ROUNDING = 1e-12;

    private Columns() {}

    /** A column of NaN. */
    static double[] missing(int size) {
        double[] column = new double[size];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    static void requireWindow(int window, int atLeast) {
        if (window < atLeast) {
            throw new IllegalArgumentException("window must be at least " + atLeast + ", was " + window);
        }
    }

    static void requireSameLength(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "columns must have the same length, was " + first.length + " and " + second.length);
        }
    }

    static void requireSameLength(double[] first, double[] second, double[] third) {
        requireSameLength(first, second);
        requireSameLength(first, third);
    }

    /** {@code numerator / denominator}, or {@code neutral} where the denominator is 0; NaN stays NaN. */
    static double ratio(double numerator, double denominator, double neutral) {
        return denominator == 0 ? neutral : numerator / denominator;
    }
}
