package io.aegismatrix.engine.learn;

import io.aegismatrix.data.library.OptionalLibrary;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.Map;

/**
 * Grows boosted trees with XGBoost: one thread and a fixed seed, so the same rows give the same bytes.
 *
 * <p>The number of rounds is found by early stopping on the newest fifth of the sessions, purged of rows whose outcome
 * was not yet known when that part begins; the trees are then grown again on all rows with that number of rounds.
 */
public final class GradientBoosting {

    private static final OptionalLibrary XGBOOST =
            new OptionalLibrary("ml.dmlc.xgboost4j.java.XGBoost", "ml.dmlc:xgboost4j_2.12", "training boosted trees");
    private static final OptionalLibrary COMMONS_LOGGING = new OptionalLibrary(
            "org.apache.commons.logging.LogFactory", "commons-logging:commons-logging", "training boosted trees");

    private GradientBoosting() {}

    /**
     * Grows trees.
     *
     * @param name of the model, for messages
     * @throws ModelException if there is nothing to learn from, XGBoost fails, or this system lacks what it needs
     * @throws io.aegismatrix.data.library.MissingLibraryException if XGBoost4J is not there
     * @throws IllegalArgumentException if a monotone column is not among the rows' columns
     */
    public static TreeEnsemble fit(String name, SupervisedRows rows, BoostingSettings settings, long seed) {
        if (rows.size() == 0) {
            throw new ModelException(name + ": no row to learn from");
        }
        requireColumns(rows, settings.monotone());
        XGBOOST.require(GradientBoosting.class);
        COMMONS_LOGGING.require(GradientBoosting.class);
        return XgboostTrees.fit(name, rows, settings, seed);
    }

    private static void requireColumns(SupervisedRows rows, Map<String, Integer> monotone) {
        for (String column : monotone.keySet()) {
            if (!rows.columns().contains(column)) {
                throw new IllegalArgumentException(
                        "no column named " + column + " to be monotone in; there are " + rows.columns());
            }
        }
    }
}
