package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.label.BreakoutLabels;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.exception.NoBracketingException;

/**
 * Odds of a breakout from the expected range itself: a ridge regression of the log range, which learns from how wide every
 * session was and not only from the few that broke out. Its errors are taken as logistic with their own standard
 * deviation, shifted so that on average as many sessions break out as did; so the log-odds are again a straight line.
 */
final class RangeLine {

    /** Penalty of the ridge regression. */
    static final double PENALTY = 1000;

    /** Most log-odds the errors can be shifted by. */
    private static final double FARTHEST = 50;

    private RangeLine() {}

    /**
     * Fits the line of one session ahead.
     *
     * @param ranges label: log range in average true ranges
     * @return log-odds of a range above {@link BreakoutLabels#MULTIPLE}
     * @throws ModelException if every range or none was above, or all were forecast exactly
     */
    static RidgeScore fit(String name, SupervisedRows ranges) {
        RidgeScore line = RidgeScore.fit(name, ranges, RidgeScore.Link.IDENTITY, PENALTY);
        double threshold = Math.log(BreakoutLabels.MULTIPLE);
        double squares = 0;
        double breakouts = 0;
        double[] beyond = new double[ranges.size()];
        for (int row = 0; row < beyond.length; row++) {
            double forecast = line.of(ranges.row(row));
            beyond[row] = forecast - threshold;
            squares += (ranges.label(row) - forecast) * (ranges.label(row) - forecast);
            breakouts += ranges.label(row) > threshold ? 1 : 0;
        }
        double steepness = Math.PI / Math.sqrt(3 * squares / beyond.length);
        if (!Double.isFinite(steepness)) {
            throw new ModelException(name + ": the errors of the range must vary, was " + squares);
        }
        double shift = shift(name, beyond, steepness, breakouts / beyond.length);
        return line.scaled(steepness, shift - steepness * threshold);
    }

    /** The shift at which the mean probability is the share of breakouts. */
    private static double shift(String name, double[] beyond, double steepness, double share) {
        try {
            return new BrentSolver(1e-10)
                    .solve(
                            1000,
                            shift -> {
                                double sum = 0;
                                for (double distance : beyond) {
                                    sum += 1 / (1 + Math.exp(-steepness * distance - shift));
                                }
                                return sum / beyond.length - share;
                            },
                            -FARTHEST,
                            FARTHEST);
        } catch (NoBracketingException e) {
            throw new ModelException(
                    name + ": breakouts must be neither absent nor certain, was a share of " + share, e);
        }
    }
}
