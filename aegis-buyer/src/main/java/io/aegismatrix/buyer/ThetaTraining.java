package io.aegismatrix.buyer;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.features.MissingClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Learns what premium is worth. The theta ratio is a plain regression of its logarithm. For the straddle, trees forecast
 * a positive scale of the payoff; the ratios of what followed to that scale, collected out of fold, give win odds and
 * tails. In a fold those ratios come from earlier folds only, so the first fold has no win odds.
 */
final class ThetaTraining {

    /** Least scale of a payoff, in units of the price: trees may add up to less than nothing, moves cannot. */
    static final double LEAST_SCALE = 0.2;

    /** Penalty of the ridge regressions. */
    static final double PENALTY = 5000;

    private final WalkForward plan;
    private final BoostingSettings settings;

    /**
     * The trained theta ratio.
     *
     * @param model forecasts its logarithm
     * @param median over the training data, the baseline
     * @param verdict in absolute error against the median known at the time
     */
    record Ratio(TreesAndLine model, double median, NumericOutOfFold.Verdict verdict) {}

    /**
     * A trained straddle.
     *
     * @param model forecasts the scale of the payoff
     * @param errors ratios of payoff to forecast scale, out of fold
     * @param meanPayoff over the training data, in units of the price
     * @param win verdict on the win probability
     * @param payoff verdict on the expected payoff in squared error
     * @param rows rows it was trained on
     */
    record Straddle(
            TreesAndLine model,
            PayoffErrors errors,
            double meanPayoff,
            OutOfFold.Verdict win,
            NumericOutOfFold.Verdict payoff,
            int rows) {}

    ThetaTraining(WalkForward plan, BoostingSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    /** The scale of a payoff. */
    static double scale(TreesAndLine model, float[] row) {
        return Math.max(LEAST_SCALE, model.predict(row));
    }

    Ratio ratio(SupervisedRows rows, long seed) {
        BoostingSettings rising = settings.withMonotone(Map.of(BreakoutRows.FORECAST_TO_ATR, 1));
        NumericOutOfFold forecasts = new NumericOutOfFold(ThetaRows.RATIO_OUTPUT, NumericOutOfFold::absoluteError);
        for (Fold fold : plan.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            if (known.size() > 0) {
                TreesAndLine model = fit(known, rising, seed + 1 + fold.number());
                double median = median(known);
                each(
                        fold,
                        rows,
                        row -> forecasts.add(
                                fold.number(),
                                rows.session(row),
                                rows.resolved(row),
                                Math.exp(model.predict(rows.row(row))),
                                median,
                                Math.exp(rows.label(row))));
            }
        }
        return new Ratio(fit(rows, rising, seed), median(rows), forecasts.judge(plan, 1));
    }

    private static TreesAndLine fit(SupervisedRows rows, BoostingSettings boosting, long seed) {
        return TreesAndLine.fit("buyer_theta", rows, RidgeScore.Link.IDENTITY, PENALTY, boosting, seed);
    }

    private static double median(SupervisedRows logRatios) {
        return Math.exp(Quantiles.of(
                IntStream.range(0, logRatios.size())
                        .mapToDouble(logRatios::label)
                        .toArray(),
                0.5));
    }

    private interface RowTask {
        void run(int row);
    }

    private static void each(Fold fold, SupervisedRows rows, RowTask task) {
        for (int row = 0; row < rows.size(); row++) {
            if (fold.tests(rows.session(row))) {
                task.run(row);
            }
        }
    }

    Straddle straddle(SupervisedRows rows, int horizon, long seed) {
        SupervisedRows none = rows.where(row -> false);
        return walk(rows, none, horizon, seed).judge(rows, payoffModel(rows, seed));
    }

    /** The final model of the payoff. */
    TreesAndLine payoffModel(SupervisedRows rows, long seed) {
        return fit(rows, risingWithForecast(), seed);
    }

    /**
     * Verdict on the win probability alone, without a final model.
     *
     * @param open rows whose payoff is not known yet: forecast, and neither learned from nor judged
     */
    OutOfFold.Verdict win(SupervisedRows rows, SupervisedRows open, int horizon, long seed) {
        return walk(rows, open, horizon, seed).win(rows);
    }

    private BoostingSettings risingWithForecast() {
        return settings.withMonotone(Map.of(ThetaRows.FORECAST_TO_IMPLIED, 1));
    }

    private StraddleRecord walk(SupervisedRows rows, SupervisedRows open, int horizon, long seed) {
        BoostingSettings rising = risingWithForecast();
        StraddleRecord straddles = new StraddleRecord(plan, horizon);
        for (Fold fold : plan.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            if (known.size() > 0) {
                straddles.walk(fold, known, rows, open, fit(known, rising, seed + 1 + fold.number()));
            }
        }
        return straddles;
    }

    /** Collects what was said about straddles of one horizon, fold by fold. */
    private static final class StraddleRecord {

        private final WalkForward plan;
        private final int horizon;
        private final OutOfFold wins;
        private final NumericOutOfFold payoffs;
        private final List<double[]> errors = new ArrayList<>();

        StraddleRecord(WalkForward plan, int horizon) {
            this.plan = plan;
            this.horizon = horizon;
            this.wins = new OutOfFold("buyer_theta " + ThetaRows.winOutput(horizon));
            this.payoffs = new NumericOutOfFold(
                    "buyer_theta " + ThetaRows.payoffOutput(horizon), NumericOutOfFold::squaredError);
        }

        void walk(Fold fold, SupervisedRows known, SupervisedRows rows, SupervisedRows open, TreesAndLine model) {
            double[] before = errors.stream()
                    .filter(error -> error[0] < fold.testStart())
                    .mapToDouble(error -> error[1])
                    .toArray();
            if (before.length >= PayoffErrors.MINIMUM) {
                forecast(fold, known, rows, open, model, PayoffErrors.of(before));
            }
            each(
                    fold,
                    rows,
                    row -> errors.add(
                            new double[] {rows.resolved(row), rows.label(row) / scale(model, rows.row(row))}));
        }

        private void forecast(
                Fold fold,
                SupervisedRows known,
                SupervisedRows rows,
                SupervisedRows open,
                TreesAndLine model,
                PayoffErrors before) {
            double winRate = (wins(known) + 0.5) / (known.size() + 1);
            double mean = mean(known);
            each(fold, rows, row -> {
                double scale = scale(model, rows.row(row));
                double win = before.winProbability(scale);
                int session = rows.session(row);
                int resolved = rows.resolved(row);
                wins.add(
                        fold.number(),
                        rows.label(row) > 1 ? 1 : 0,
                        session,
                        resolved,
                        List.of(1 - win, win),
                        List.of(1 - winRate, winRate));
                payoffs.add(fold.number(), session, resolved, scale * before.mean(), mean, rows.label(row));
            });
            each(fold, open, row -> {
                double win = before.winProbability(scale(model, open.row(row)));
                wins.addOpen(fold.number(), open.session(row), List.of(1 - win, win), List.of(1 - winRate, winRate));
            });
        }

        OutOfFold.Verdict win(SupervisedRows rows) {
            int count = wins(rows);
            if (count == 0 || count == rows.size()) {
                throw MissingClassException.of(
                        "buyer_theta", "a winning straddle over " + horizon + " sessions", count, rows.size());
            }
            double winRate = (double) count / rows.size();
            return wins.judge(plan, horizon, List.of(1 - winRate, winRate));
        }

        Straddle judge(SupervisedRows rows, TreesAndLine model) {
            OutOfFold.Verdict win = win(rows);
            PayoffErrors all = PayoffErrors.of(
                    errors.stream().mapToDouble(error -> error[1]).toArray());
            return new Straddle(model, all, mean(rows), win, payoffs.judge(plan, horizon), rows.size());
        }

        private static int wins(SupervisedRows rows) {
            int wins = 0;
            for (int row = 0; row < rows.size(); row++) {
                wins += rows.label(row) > 1 ? 1 : 0;
            }
            return wins;
        }

        private static double mean(SupervisedRows rows) {
            double sum = 0;
            for (int row = 0; row < rows.size(); row++) {
                sum += rows.label(row);
            }
            return sum / rows.size();
        }
    }
}
