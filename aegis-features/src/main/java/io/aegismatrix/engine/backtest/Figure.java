package io.aegismatrix.engine.backtest;

/**
 * One measured number of a back-test.
 *
 * @param value the number
 * @param lower lower end of its 95 % interval from a block bootstrap; NaN where there is none or too few outcomes for one
 * @param upper upper end of that interval; NaN likewise
 */
public record Figure(double value, double lower, double upper) {

    /** Validates that the number is finite. */
    public Figure {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a figure must be finite, was " + value);
        }
    }

    /** A number without an interval, such as a p-value. */
    static Figure of(double value) {
        return new Figure(value, Double.NaN, Double.NaN);
    }

    static Figure of(double value, double[] interval) {
        return new Figure(value, interval[0], interval[1]);
    }

    /** Whether there is an interval. */
    public boolean hasInterval() {
        return Double.isFinite(lower) && Double.isFinite(upper);
    }
}
