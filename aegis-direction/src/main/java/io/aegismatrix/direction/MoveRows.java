package io.aegismatrix.direction;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ForwardReturns;
import java.util.List;

/**
 * How far the close went over each horizon, from every session of a history, beside what was expected then: the rows the
 * magnitude model learns from. The unit of a move is the log return that one standard deviation of forecast volatility
 * makes over the horizon.
 */
final class MoveRows {

    private static final InputColumns INPUTS = InputColumns.of(
            List.of(
                    "log_har_1",
                    "log_har_5",
                    "log_har_22",
                    "volatility_ratio_1_22",
                    "volatility_ratio_5_66",
                    "volatility_of_volatility_22",
                    "negative_shock_1",
                    "negative_shock_5",
                    "vix_change_1",
                    "vix_change_5",
                    "vix_z_score_60",
                    "vix_percentile_252",
                    "vix_range",
                    "log_variance_risk_premium",
                    "range_compression_10_60",
                    "true_range_to_atr",
                    "log_return_5",
                    "log_return_20",
                    "drawdown_60",
                    "sma_distance_50",
                    "kurtosis_60",
                    "calendar_days_to_next_session",
                    "sessions_to_monthly_expiry"),
            List.of("log_horizon", "log_forecast_volatility", "log_vix_to_forecast"));

    /** Sessions of a horizon after which the next row of it is learned from: neighbours of long horizons say the same. */
    private static final int STRIDES_A_HORIZON = 5;

    private final FeatureFrame frame;
    private final MarketHistory history;
    private final VolatilityPath path;
    private final double[][] returns;

    MoveRows(FeatureSet features, VolatilityPath path) {
        this.frame = features.daily();
        this.history = features.history();
        this.path = path;
        this.returns = Horizons.DIRECTION.stream()
                .map(h -> ForwardReturns.log(history, h))
                .toArray(double[][]::new);
    }

    /** Number of sessions. */
    int sessions() {
        return history.size();
    }

    /** Whether the row's features, forecast and volatility index are known. */
    boolean known(int row) {
        return frame.complete(row) && Double.isFinite(unit(row, 0));
    }

    /** Signed log return over the horizon; NaN if not known in this history. */
    double signed(int row, int horizon) {
        return returns[horizon][row];
    }

    /** One standard deviation of forecast volatility over the horizon, as a log return; NaN where it is not known. */
    double unit(int row, int horizon) {
        int sessions = Horizons.DIRECTION.get(horizon);
        return MoveUnit.of(path.annualized(row, sessions), 1, 1, sessions);
    }

    /** Inputs of the trees at a known row. */
    float[] inputs(int row, int horizon) {
        int sessions = Horizons.DIRECTION.get(horizon);
        return INPUTS.floats(frame, row, own(history, row, sessions, path.annualized(row, sessions)));
    }

    /**
     * Inputs of the trees in use.
     *
     * @param sessions the horizon
     * @param forecast volatility forecast over it, annualised decimal
     */
    static float[] inputs(FeatureSet features, int row, int sessions, double forecast) {
        return INPUTS.floats(features.daily(), row, own(features.history(), row, sessions, forecast));
    }

    /** What is particular to the horizon. */
    private static double[] own(MarketHistory history, int row, int sessions, double forecast) {
        return new double[] {Math.log(sessions), Math.log(forecast), Math.log(history.vix(row) / 100 / forecast)};
    }

    /** Names of the inputs, in order. */
    static List<String> columns() {
        return INPUTS.names();
    }

    /**
     * The rows to learn from, in time order: size of the move in units, one group a horizon. Of horizons beyond 5
     * sessions only every (horizon / 5)-th session is used.
     */
    SupervisedRows training(int firstRow) {
        SupervisedRows.Builder rows = SupervisedRows.builder(columns());
        for (int row = firstRow; row < sessions(); row++) {
            for (int horizon = 0; horizon < returns.length && known(row); horizon++) {
                int sessions = Horizons.DIRECTION.get(horizon);
                if (!Double.isNaN(signed(row, horizon)) && row % Math.max(1, sessions / STRIDES_A_HORIZON) == 0) {
                    double[] inputs =
                            INPUTS.values(frame, row, own(history, row, sessions, path.annualized(row, sessions)));
                    double label = Math.abs(signed(row, horizon)) / unit(row, horizon);
                    rows.add(inputs, label, row, row + sessions, horizon);
                }
            }
        }
        return rows.build();
    }
}
