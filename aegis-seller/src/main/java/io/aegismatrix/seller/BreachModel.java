package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Odds;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.ExcursionLabels;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What the breach model looks at and learns: whether a path touches a distance, or a close ends beyond it, upwards,
 * downwards or either way. Every row starts from the odds that past excursions give (as the margin); the trees learn only
 * where the state of the market moves those odds. Odds can only fall with distance and only rise with horizon.
 */
final class BreachModel {

    /** Which way a breach counts. */
    enum Side {
        UP,
        DOWN,
        EITHER
    }

    static final InputColumns INPUTS = InputColumns.of(
            List.of(
                    "log_vix",
                    "vix_change_1",
                    "vix_change_5",
                    "log_variance_risk_premium",
                    "log_har_1",
                    "log_har_5",
                    "negative_shock_1",
                    "negative_shock_5",
                    "range_compression_10_60",
                    "close_location",
                    "log_return_5",
                    "drawdown_60"),
            List.of("distance", "log_horizon", "up", "down", "close", "log_forecast_to_vix"));

    /** Trees may only lower odds with distance and only raise them with horizon. */
    static final Map<String, Integer> MONOTONE = Map.of("distance", -1, "log_horizon", 1);

    private static final double[] DISTANCES = {0.15, 0.3, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3};
    private static final int DISTANCES_A_ROW = 2;

    private BreachModel() {}

    /**
     * Rows to learn from. Overlapping horizons say nearly the same on neighbouring days, so sessions are thinned with the
     * horizon, and each row takes a few of the distances in turn.
     *
     * @param odds the odds rows start from
     * @param sessions which decision rows to use, and up to which row outcomes may be known
     */
    static SupervisedRows rows(
            FeatureSet features, SellerHistory past, HindsightOdds odds, IntPredicate sessions, int lastKnown) {
        SupervisedRows.Builder rows = SupervisedRows.builder(INPUTS.names());
        for (int h : Horizons.RANGE) {
            ExcursionLabels labels = ExcursionLabels.of(features.history(), h);
            int stride = Math.max(1, h / 4);
            for (int row = past.firstRow(); row + h <= lastKnown; row += stride) {
                if (past.usable(row) && sessions.test(row)) {
                    addRow(rows, odds.state(features, row, h), labels, row / stride);
                }
            }
        }
        return rows.build();
    }

    private static void addRow(SupervisedRows.Builder rows, State state, ExcursionLabels labels, int turn) {
        int step = turn * DISTANCES_A_ROW;
        for (Side side : Side.values()) {
            for (int i = 0; i < DISTANCES_A_ROW; i++) {
                double distance = DISTANCES[step++ % DISTANCES.length];
                boolean touched = happened(
                        labels.up(state.row()) / state.unit() >= distance,
                        labels.down(state.row()) / state.unit() >= distance,
                        side);
                double end = labels.forwardReturn(state.row()) / state.unit();
                boolean closed = happened(end >= distance, -end >= distance, side);
                state.add(rows, side, false, distance, touched);
                state.add(rows, side, true, distance, closed);
            }
        }
    }

    static boolean happened(boolean above, boolean below, Side side) {
        return switch (side) {
            case UP -> above;
            case DOWN -> below;
            case EITHER -> above || below;
        };
    }

    /** What the market looks like at one decision row for one horizon. */
    static final class State {

        private final FeatureSet features;
        private final int row;
        private final int horizon;
        private final Excursions odds;
        private final double unit;
        private final double forecastToVix;

        /** The horizon as past forecasts saw it at the close of a row. */
        static State past(FeatureSet features, int row, int horizon, VolatilityPath reach, Excursions odds) {
            return new State(
                    features, row, horizon, reach.annualized(row, horizon), reach.index(row, horizon), odds, 1);
        }

        /**
         * @param forecast reach over the horizon, annualised decimal
         * @param index volatility index with the known events of the horizon, in points
         * @param toCome share of the horizon's usual move that is still to come
         */
        State(
                FeatureSet features,
                int row,
                int horizon,
                double forecast,
                double index,
                Excursions odds,
                double toCome) {
            this.features = features;
            this.row = row;
            this.horizon = horizon;
            this.odds = odds;
            this.unit = odds.unit(forecast, features.history().vix(row), index, horizon) * toCome;
            this.forecastToVix = TrapModel.forecastToVix(forecast, index);
        }

        int row() {
            return row;
        }

        /** One unit of the horizon as a log move. */
        double unit() {
            return unit;
        }

        private void add(SupervisedRows.Builder rows, Side side, boolean close, double distance, boolean happened) {
            rows.add(
                    INPUTS.values(features.daily(), row, own(side, close, distance)),
                    happened ? 1 : 0,
                    1,
                    margin(side, close, distance, distance),
                    row,
                    row + horizon,
                    Horizons.RANGE.indexOf(horizon));
        }

        private double[] own(Side side, boolean close, double distance) {
            return new double[] {
                distance,
                Math.log(horizon),
                side == Side.UP ? 1 : 0,
                side == Side.DOWN ? 1 : 0,
                close ? 1 : 0,
                forecastToVix
            };
        }

        /** How often past excursions went these distances, in units. */
        Odds past(boolean close, double up, double down) {
            return close ? odds.closeBeyond(horizon, up, down) : odds.touch(horizon, up, down);
        }

        /** The odds of past excursions, smoothed by half a path so that nothing is impossible or certain. */
        double empirical(Side side, boolean close, double up, double down) {
            return empirical(side, past(close, up, down));
        }

        /** The same of excursions that were counted already. */
        double empirical(Side side, Odds found) {
            double share = switch (side) {
                case UP -> found.up();
                case DOWN -> found.down();
                case EITHER -> found.either();
            };
            double paths = odds.paths(horizon);
            return (share * paths + 0.5) / (paths + 1);
        }

        private double margin(Side side, boolean close, double up, double down) {
            return margin(empirical(side, close, up, down));
        }

        private static double margin(double probability) {
            return Math.log(probability / (1 - probability));
        }

        /**
         * The trees' probability.
         *
         * @param empirical what {@link #empirical} says of the same
         */
        double modelled(TreeEnsemble trees, Side side, boolean close, double up, double down, double empirical) {
            double distance = switch (side) {
                case UP -> up;
                case DOWN -> down;
                case EITHER -> (up + down) / 2;
            };
            float[] values = INPUTS.floats(features.daily(), row, own(side, close, distance));
            return trees.predict(values, (float) margin(empirical))[0];
        }
    }

    /** Whether a decision row may be learned from in a fold, whatever the horizon; outcomes are cut by the caller. */
    static IntPredicate known(Fold fold) {
        return row -> row >= fold.firstSession() && row < fold.testStart();
    }
}
