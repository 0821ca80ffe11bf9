package io.aegismatrix.direction;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.Arrays;
import java.util.Map;

/**
 * The trees that say how far: quantiles of the size of the move and its mean, in units of forecast reach.
 *
 * @param quantiles three quantiles at once
 * @param mean the mean
 */
record MoveTrees(TreeEnsemble quantiles, TreeEnsemble mean) {

    /** Name of the model. */
    static final String MODEL = "direction_magnitude";

    private static final String QUANTILES_FILE = "direction_magnitude_quantiles.ubj";
    private static final String MEAN_FILE = "direction_magnitude_mean.ubj";

    private static final int ROUNDS = 150;
    private static final int DEPTH = 3;
    private static final double LEARNING_RATE = 0.05;

    /** Least rows in a leaf: horizons overlap, so fewer say too little. */
    private static final double LEAST_ROWS = 60;

    /** Grows both on the same rows. */
    static MoveTrees fit(SupervisedRows rows, long seed) {
        return new MoveTrees(
                GradientBoosting.fit(MODEL, rows, settings(BoostingSettings.quantiles(MoveStatistic.levels())), seed),
                GradientBoosting.fit(MODEL, rows, settings(BoostingSettings.mean()), seed));
    }

    private static BoostingSettings settings(BoostingSettings loss) {
        return loss.withTrees(ROUNDS, DEPTH, LEARNING_RATE).withMinimumChildWeight(LEAST_ROWS);
    }

    /** What the trees are grown with, for the model's card. */
    static Map<String, String> parameters() {
        return Map.of(
                "maximum_rounds", String.valueOf(ROUNDS),
                "depth", String.valueOf(DEPTH),
                "learning_rate", String.valueOf(LEARNING_RATE),
                "minimum_child_weight", String.valueOf(LEAST_ROWS));
    }

    static MoveTrees read(ModelBundle bundle) {
        return new MoveTrees(
                TreeEnsemble.parse(bundle.file(QUANTILES_FILE), MODEL),
                TreeEnsemble.parse(bundle.file(MEAN_FILE), MODEL));
    }

    Map<String, byte[]> files() {
        return Map.of(QUANTILES_FILE, quantiles.toBytes(), MEAN_FILE, mean.toBytes());
    }

    /**
     * Forecasts in the order of {@link MoveStatistic}. Quantiles that cross are put in order, and a size is never below
     * 0.
     */
    double[] forecast(float[] inputs) {
        double[] levels = quantiles.predict(inputs);
        Arrays.sort(levels);
        double[] forecast = Arrays.copyOf(levels, levels.length + 1);
        forecast[levels.length] = mean.predict(inputs)[0];
        for (int i = 0; i < forecast.length; i++) {
            forecast[i] = Math.max(0, forecast[i]);
        }
        return forecast;
    }
}
