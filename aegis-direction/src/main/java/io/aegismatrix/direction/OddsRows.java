package io.aegismatrix.direction;

import io.aegismatrix.direction.internal.DirectionTargets;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.Floats;
import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.DirectionLabels;
import java.util.List;
import java.util.Optional;

/**
 * The rows that the trees and the line learn directions from. Beside the catalogue's features each knows how far the
 * path is forecast to reach in dead zones: the zone follows past volatility, so a rise of the forecast above it makes
 * NEUTRAL unlikely whichever way the market goes.
 */
final class OddsRows {

    private static final InputColumns INPUTS = InputColumns.of(
            List.of(
                    "log_return_1",
                    "log_return_5",
                    "log_return_20",
                    "log_return_60",
                    "overnight_gap",
                    "close_location",
                    "volatility_ratio_1_22",
                    "volatility_ratio_5_66",
                    "downside_semivariance_share_22",
                    "negative_shock_5",
                    "vix_change_1",
                    "vix_change_5",
                    "vix_z_score_60",
                    "vix_percentile_252",
                    "log_variance_risk_premium",
                    "rsi_14",
                    "sma_distance_50",
                    "sma_distance_200",
                    "drawdown_252",
                    "range_compression_10_60",
                    "calendar_days_to_next_session"),
            List.of("log_reach_to_dead_zone"));

    private final FeatureFrame frame;
    private final MarketHistory history;
    private final VolatilityPath reach;

    /**
     * The rows of a history.
     *
     * @param reach forecasts of {@link io.aegismatrix.engine.volatility.ForecastTarget#REACH}
     */
    OddsRows(FeatureSet features, VolatilityPath reach) {
        this.frame = features.daily();
        this.history = features.history();
        this.reach = reach;
    }

    /** Names of the inputs, in order. */
    static List<String> columns() {
        return INPUTS.names();
    }

    /** Inputs at a row over a horizon; empty where a feature or the forecast is not known. */
    Optional<float[]> find(int row, int sessions) {
        double own = own(history, row, sessions, reach.annualized(row, sessions));
        return frame.complete(row) && Double.isFinite(own)
                ? Optional.of(INPUTS.floats(frame, row, own))
                : Optional.empty();
    }

    /**
     * Inputs of the models in use.
     *
     * @param sessions the horizon
     * @param forecast reach over it, annualised decimal
     */
    static float[] inputs(FeatureSet features, int row, int sessions, double forecast) {
        return INPUTS.floats(features.daily(), row, own(features.history(), row, sessions, forecast));
    }

    private static double own(MarketHistory history, int row, int sessions, double forecast) {
        double deadZone = DirectionLabels.deadZone(history, row, sessions);
        return Math.log(MoveUnit.of(forecast, sessions) / deadZone);
    }

    /** The rows of one head whose class was known at the close of row {@code knownBy}, from {@code firstRow} on. */
    SupervisedRows training(DirectionTargets targets, int head, int firstRow, int knownBy) {
        int sessions = Horizons.DIRECTION.get(head);
        SupervisedRows.Builder rows = SupervisedRows.builder(columns());
        for (int row = firstRow; row + sessions <= knownBy; row++) {
            int label = targets.label(row, head, knownBy);
            Optional<float[]> inputs = find(row, sessions);
            if (label >= 0 && inputs.isPresent()) {
                rows.add(Floats.widened(inputs.get()), label, row, row + sessions, head);
            }
        }
        return rows.build();
    }
}
