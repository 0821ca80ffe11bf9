package io.aegismatrix.buyer;

import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;

/**
 * Boosted trees and their challenger, a ridge regression on the same columns, each with half a say in the score (log-odds
 * or expected value). In walk-forward on 2009 to 2024 the mean scored like a line whose residual the trees learn: a
 * little better on near breakouts, a little worse on one-session straddles. The halves are fixed, not fitted. Immutable.
 *
 * @param trees grown with XGBoost
 * @param line the ridge regression
 * @param link what the score stands for
 */
record TreesAndLine(TreeEnsemble trees, RidgeScore line, RidgeScore.Link link) {

    /** Trains both on the same rows. */
    static TreesAndLine fit(
            String name,
            SupervisedRows rows,
            RidgeScore.Link link,
            double penalty,
            BoostingSettings settings,
            long seed) {
        return new TreesAndLine(
                GradientBoosting.fit(name, rows, settings, seed), RidgeScore.fit(name, rows, link, penalty), link);
    }

    /** The score: log-odds or a quantity. */
    double score(float[] row) {
        return (trees.margins(row)[0] + line.of(row)) / 2;
    }

    /** The prediction: a probability or a quantity. */
    double predict(float[] row) {
        return link == RidgeScore.Link.LOGIT ? 1 / (1 + Math.exp(-score(row))) : score(row);
    }

    /** What each column added to the score of a row, SHAP values of the trees and parts of the line together. */
    double[] contributions(float[] row) {
        double[] values = line.contributions(row);
        double[] added = trees.contributions(row, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] + added[i]) / 2;
        }
        return values;
    }
}
