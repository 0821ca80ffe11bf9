package io.aegismatrix.buyer;

import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Log-odds of a breakout, half from a classifier that all sessions ahead share, half from the expected range of the
 * session asked about. The classifier sees what sets breakouts off; the range has far more to learn from. The halves are
 * fixed, not fitted. Immutable.
 *
 * @param shared trees and logistic regression, with the session ahead as an input
 * @param ranges lines of the range, one a session ahead, in order
 */
record BreakoutModel(TreesAndLine shared, List<RidgeScore> ranges) {

    /** Penalty of the logistic regression. */
    static final double PENALTY = 500;

    private static final String NAME = "buyer_breakout";

    BreakoutModel {
        ranges = List.copyOf(ranges);
    }

    /** Trains all parts on the same rows. */
    static BreakoutModel fit(BreakoutRows rows, BoostingSettings settings, long seed) {
        SupervisedRows ranges = rows.ranges();
        List<RidgeScore> lines = new ArrayList<>();
        for (int k : BreakoutRows.AHEAD) {
            lines.add(RangeLine.fit(
                    NAME + " " + BuyerFiles.rangeLine(k), ranges.where(row -> ranges.group(row) == k - 1)));
        }
        return new BreakoutModel(
                TreesAndLine.fit(NAME, rows.breakouts(), RidgeScore.Link.LOGIT, PENALTY, settings, seed), lines);
    }

    /** Names of the columns of a row, in order. */
    List<String> columns() {
        return shared.trees().columns();
    }

    /** The line of the k-th session ahead. */
    RidgeScore range(int k) {
        return ranges.get(k - 1);
    }

    /** Probability of a breakout on the k-th session after the one the row describes. */
    double predict(float[] row, int k) {
        double score = (shared.score(row) + range(k).of(row)) / 2;
        return 1 / (1 + Math.exp(-score));
    }

    /** What each column added to the log-odds of a row, all parts together. */
    double[] contributions(float[] row, int k) {
        double[] values = shared.contributions(row);
        double[] added = range(k).contributions(row);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] + added[i]) / 2;
        }
        return values;
    }
}
