package io.aegismatrix.engine.volatility.challenger;

import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The challenger of the volatility regression: shallow boosted trees that learn how far realised volatility comes out
 * from what HAR-X had forecast at the time, as a log ratio, from columns without a scale. They can add what a line
 * cannot bend to, and nothing else: without them the forecast is HAR-X.
 */
final class VolatilityTrees {

    /** Least resolved sessions trees are grown on. */
    static final int MINIMUM_ROWS = 500;

    private static final String NAME = "volatility_trees";

    private static final InputColumns COLUMNS = InputColumns.of(
            List.of(
                    "vix_change_1",
                    "vix_change_5",
                    "vix_range",
                    "vix_z_score_60",
                    "log_variance_risk_premium",
                    "volatility_ratio_1_22",
                    "volatility_ratio_5_66",
                    "volatility_of_volatility_22",
                    "downside_semivariance_share_22",
                    "negative_shock_1",
                    "negative_shock_5",
                    "true_range_to_atr",
                    "close_location",
                    "range_compression_10_60",
                    "drawdown_60",
                    "calendar_days_to_next_session"),
            List.of());

    private VolatilityTrees() {}

    /**
     * Grows trees on the sessions whose outcome was known at the close of row {@code lastKnown}.
     *
     * @param logRatios ln(realised / HAR-X) by row, NaN where either is not known
     * @return empty while there are too few such sessions
     */
    static Optional<TreeEnsemble> grow(FeatureSet features, double[] logRatios, int horizon, int lastKnown, long seed) {
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS.names());
        FeatureFrame frame = features.daily();
        for (int row = 0; row + horizon <= lastKnown; row++) {
            double[] values = COLUMNS.values(frame, row);
            if (Double.isFinite(logRatios[row]) && Arrays.stream(values).allMatch(Double::isFinite)) {
                rows.add(values, logRatios[row], row, row + horizon, 0);
            }
        }
        SupervisedRows known = rows.build();
        return known.size() < MINIMUM_ROWS
                ? Optional.empty()
                : Optional.of(GradientBoosting.fit(NAME, known, settings(), seed));
    }

    static BoostingSettings settings() {
        return BoostingSettings.mean().withTrees(60, 2, 0.03).withMinimumChildWeight(60);
    }

    /** What trees expect of a row: ln(realised / HAR-X). A missing value goes where XGBoost sends missing values. */
    static double logRatio(TreeEnsemble trees, FeatureFrame frame, int row) {
        return trees.predict(COLUMNS.floats(frame, row))[0];
    }
}
