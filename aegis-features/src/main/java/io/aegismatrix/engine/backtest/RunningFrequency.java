package io.aegismatrix.engine.backtest;

import java.util.function.IntToDoubleFunction;

/**
 * The simplest forecast of a yes-or-no outcome: how often it had happened among all outcomes known so far. The baseline
 * of every probability.
 */
final class RunningFrequency {

    /** What a report calls it. */
    static final String NAME = "expanding frequency";

    /** Least known outcomes. */
    static final int MINIMUM = 250;

    private final double[] known;

    /**
     * Computes the frequency for every row.
     *
     * @param outcome 1, 0 or NaN by decision row
     * @param horizon sessions until the outcome of a row is known
     */
    RunningFrequency(int rows, int horizon, IntToDoubleFunction outcome) {
        this.known = new double[rows];
        double sum = 0;
        int count = 0;
        for (int row = 0; row < rows; row++) {
            double resolved = row >= horizon ? outcome.applyAsDouble(row - horizon) : Double.NaN;
            if (!Double.isNaN(resolved)) {
                sum += resolved;
                count++;
            }
            known[row] = count < MINIMUM ? Double.NaN : sum / count;
        }
    }

    /** Frequency at a row; NaN while fewer than {@value #MINIMUM} outcomes were known. */
    double at(int row) {
        return known[row];
    }
}
