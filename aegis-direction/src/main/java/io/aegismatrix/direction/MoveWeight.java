package io.aegismatrix.direction;

import io.aegismatrix.engine.learn.Shrinkage;

/**
 * How a statistic of the size of a move is published.
 *
 * @param baseline its value over all past moves, in units of forecast reach
 * @param weight share of the trees in what is published, in [0, 1]; the rest is the baseline
 */
record MoveWeight(double baseline, double weight) {

    /** What is published where the trees say {@code model}. */
    double blend(double model) {
        return Shrinkage.blend(weight, model, baseline);
    }

    /** What is published relative to the baseline: above 1 where larger moves than usual are expected. */
    double relative(double model) {
        return blend(model) / baseline;
    }
}
