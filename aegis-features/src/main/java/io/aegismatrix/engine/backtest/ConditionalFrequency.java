package io.aegismatrix.engine.backtest;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * What a simple rule that names one class a session says as probabilities: how often each class had followed when the
 * rule named this one, among all outcomes known so far, with one imagined outcome of every class (Laplace's rule of
 * succession) so that nothing is ever impossible.
 */
final class ConditionalFrequency {

    private final int classes;
    private final double[][] known;

    /**
     * Computes the frequencies for every row.
     *
     * @param rule position of the class the rule names by row; NaN where it names none
     * @param outcome position of the class that followed by decision row; NaN where it is not known
     * @param horizon sessions until the outcome of a row is known
     */
    ConditionalFrequency(int rows, int horizon, int classes, IntToDoubleFunction rule, IntToDoubleFunction outcome) {
        this.classes = classes;
        this.known = new double[rows][];
        double[][] counts = new double[classes][classes];
        int total = 0;
        for (int row = 0; row < rows; row++) {
            double named = row >= horizon ? rule.applyAsDouble(row - horizon) : Double.NaN;
            double followed = row >= horizon ? outcome.applyAsDouble(row - horizon) : Double.NaN;
            if (!Double.isNaN(named) && !Double.isNaN(followed)) {
                counts[(int) named][(int) followed]++;
                total++;
            }
            double now = rule.applyAsDouble(row);
            boolean enough = total >= RunningFrequency.MINIMUM && !Double.isNaN(now);
            known[row] = enough ? shares(counts[(int) now]) : unknown();
        }
    }

    private double[] shares(double[] counts) {
        double sum = Arrays.stream(counts).sum() + classes;
        return Arrays.stream(counts).map(count -> (count + 1) / sum).toArray();
    }

    private double[] unknown() {
        double[] none = new double[classes];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /** Probability of a class at a row; NaN while fewer than {@value RunningFrequency#MINIMUM} outcomes were known. */
    double at(int row, int position) {
        return known[row][position];
    }
}
