package io.aegismatrix.direction;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.ForwardReturns;
import java.util.List;

/**
 * How far the close went over each horizon, from every session of a history, beside what was expected then: the rows the
 * magnitude model learns from. The unit of a move is, over the horizon, the log return of the forecast reach of the path
 * and the volatility index in equal parts: how far a path goes says more about where it ends than every turn of it, and
 * the index sees further ahead.
 */
final class MoveRows {

    private static final InputColumns INPUTS = InputColumns.of(
            List.of(
                    "log_har_1",
                    "log_har_5",
                    "log_har_22",
                    "log_har_66",
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
                    "log_return_60",
                    "drawdown_60",
                    "drawdown_252",
                    "sma_distance_50",
                    "sma_distance_200",
                    "kurtosis_60",
                    "calendar_days_to_next_session",
                    "sessions_to_monthly_expiry"),
            List.of("log_horizon", "log_forecast_reach", "log_vix_to_reach"));

    /** Sessions of a horizon after which the next row of it is learned from: neighbours of long horizons say the same. */
    private static final int STRIDES_A_HORIZON = 5;

    /** Share of the forecast in the unit; the rest is the volatility index. */
    private static final double FORECAST_SHARE = 0.5;

    private final FeatureFrame frame;
    private final MarketHistory history;
    private final VolatilityPath reach;
    private final double[][] returns;
    private final List<ExcursionLabels> paths;

    /**
     * The rows of a history.
     *
     * @param reach forecasts of {@link io.aegismatrix.engine.volatility.ForecastTarget#REACH}
     */
    MoveRows(FeatureSet features, VolatilityPath reach) {
        this.frame = features.daily();
        this.history = features.history();
        this.reach = reach;
        this.returns = Horizons.DIRECTION.stream()
                .map(h -> ForwardReturns.log(history, h))
                .toArray(double[][]::new);
        this.paths = Horizons.DIRECTION.stream()
                .map(h -> ExcursionLabels.of(history, h))
                .toList();
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

    /** How far the path went to either side within the horizon, log return; NaN if not known in this history. */
    double reached(int row, int horizon) {
        return Math.max(paths.get(horizon).up(row), paths.get(horizon).down(row));
    }

    /** The unit over the horizon, as a log return; NaN where it is not known. */
    double unit(int row, int horizon) {
        int sessions = Horizons.DIRECTION.get(horizon);
        return unit(reach.annualized(row, sessions), reach.index(row, sessions), sessions);
    }

    /**
     * The unit of moves over a horizon.
     *
     * @param forecast reach over it, annualised decimal
     * @param index volatility index with the known events of the horizon, in points
     */
    static double unit(double forecast, double index, int sessions) {
        return MoveUnit.of(forecast, index, FORECAST_SHARE, sessions);
    }

    /** Inputs of the trees at a known row. */
    float[] inputs(int row, int horizon) {
        int sessions = Horizons.DIRECTION.get(horizon);
        return INPUTS.floats(frame, row, own(sessions, reach.annualized(row, sessions), reach.index(row, sessions)));
    }

    /**
     * Inputs of the trees in use.
     *
     * @param sessions the horizon
     * @param forecast reach over it, annualised decimal
     * @param index volatility index with the known events of the horizon, in points
     */
    static float[] inputs(FeatureSet features, int row, int sessions, double forecast, double index) {
        return INPUTS.floats(features.daily(), row, own(sessions, forecast, index));
    }

    /** What is particular to the horizon. */
    private static double[] own(int sessions, double forecast, double index) {
        return new double[] {Math.log(sessions), Math.log(forecast), Math.log(index / 100 / forecast)};
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
                    double[] inputs = INPUTS.values(
                            frame, row, own(sessions, reach.annualized(row, sessions), reach.index(row, sessions)));
                    double label = Math.abs(signed(row, horizon)) / unit(row, horizon);
                    rows.add(inputs, label, row, row + sessions, horizon);
                }
            }
        }
        return rows.build();
    }
}
