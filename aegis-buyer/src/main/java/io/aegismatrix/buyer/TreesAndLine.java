package io.aegismatrix.buyer;

import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;

/**
 * Boosted trees and their challenger, a ridge regression on the same columns, each with half a say in the score (log-odds
 * or expected value). With a few hundred events the line orders sessions better than trees alone and the trees see what
 * is not straight; in walk-forward their mean beats either on breakouts. The halves are fixed, not tuned. Immutable.
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

    /** The prediction: a probability or a quantity. */
    double predict(float[] row) {
        double score = (trees.margins(row)[0] + line.of(row)) / 2;
        return link == RidgeScore.Link.LOGIT ? 1 / (1 + Math.exp(-score)) : score;
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
