package io.aegismatrix.engine.learn;

import java.util.function.DoubleUnaryOperator;

/**
 * How far a model is trusted: the weight w in [0, 1] of w · model + (1 − w) · baseline that costs least on outcomes the
 * model was not trained on. 0 is a legal answer and means that there is no edge.
 */
public final class Shrinkage {

    private static final int STEPS = 20;

    /** Least share of the baseline's loss that must be saved before a model gets any weight: below, it is luck. */
    private static final double LEAST_GAIN = 1e-4;

    private Shrinkage() {}

    /**
     * The weight with the smallest mean loss on a grid of 0, 0.05 … 1; 0 unless it beats the baseline.
     *
     * @param meanLoss mean loss at a weight
     */
    public static double weight(DoubleUnaryOperator meanLoss) {
        double baseline = meanLoss.applyAsDouble(0);
        double best = 0;
        double smallest = baseline - LEAST_GAIN * Math.abs(baseline);
        for (int step = 1; step <= STEPS; step++) {
            double weight = (double) step / STEPS;
            double loss = meanLoss.applyAsDouble(weight);
            if (loss < smallest) {
                smallest = loss;
                best = weight;
            }
        }
        return best;
    }

    /** The blend itself. */
    public static double blend(double weight, double model, double baseline) {
        return weight * model + (1 - weight) * baseline;
    }
}
