package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.label.BreakoutLabels;
import java.util.Arrays;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Odds of a breakout from the expected range itself: a ridge regression of the log range, which learns from how wide every
 * session was and not only from the few that broke out. Its errors are taken as logistic with their own standard
 * deviation, shifted so that on average as many sessions break out as did; so the log-odds are again a straight line.
 */
final class RangeLine {

    /** Penalty of the ridge regression. */
    static final double PENALTY = 1000;

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
        int breakouts = 0;
        double[] beyond = new double[ranges.size()];
        for (int row = 0; row < beyond.length; row++) {
            double forecast = line.of(ranges.row(row));
            double error = ranges.label(row) - forecast;
            beyond[row] = forecast - threshold;
            squares += error * error / beyond.length;
            breakouts += ranges.label(row) > threshold ? 1 : 0;
        }
        double steepness = Math.PI / Math.sqrt(3 * squares);
        if (!Double.isFinite(steepness) || breakouts == 0 || breakouts == beyond.length) {
            throw new ModelException(name + ": ranges must vary and some, not all, break out, was " + breakouts + " of "
                    + beyond.length + " and a mean squared error of " + squares);
        }
        for (int row = 0; row < beyond.length; row++) {
            beyond[row] *= steepness;
        }
        return line.scaled(steepness, shift(beyond, (double) breakouts / beyond.length) - steepness * threshold);
    }

    /** What must be added to log-odds for their mean probability to be {@code share}. */
    private static double shift(double[] logOdds, double share) {
        double wanted = Math.log(share / (1 - share));
        return new BrentSolver(1e-10)
                .solve(
                        1000,
                        shift -> Arrays.stream(logOdds)
                                        .map(odds -> 1 / (1 + Math.exp(-odds - shift)))
                                        .average()
                                        .orElseThrow()
                                - share,
                        wanted - Arrays.stream(logOdds).max().orElseThrow() - 1,
                        wanted - Arrays.stream(logOdds).min().orElseThrow() + 1);
    }
}
