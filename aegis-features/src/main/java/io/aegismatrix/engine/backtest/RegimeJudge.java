package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.RegimeClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Volatility regime: log loss and errors beside two simple rules, that the regime of the last sessions goes on and that it
 * is the tercile of the volatility index over a year, and beside the class frequencies so far.
 */
final class RegimeJudge implements Judge {

    private static final int CLASSES = RegimeClass.values().length;

    private final FeatureSet features;
    private final Yardsticks yardsticks;

    RegimeJudge(FeatureSet features, Yardsticks yardsticks) {
        this.features = features;
        this.yardsticks = yardsticks;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (int horizon : forecasts.horizons(Output.REGIME_LOW)) {
            Yardsticks.Regimes regimes = yardsticks.regimes(horizon);
            Joined joined = new Joined(horizon, yardsticks.volatilities(horizon), forecasts);
            scores.addAll(
                    joined.against("persistence", regimes::persisted, regimes.conditional(regimes::persisted), true));
            scores.addAll(joined.against("VIX tercile", this::tercile, regimes.conditional(this::tercile), true));
            scores.addAll(joined.against(RunningFrequency.NAME, row -> 0, regimes.frequency(), false));
        }
        return scores;
    }

    private double tercile(int row) {
        double percentile = features.daily().value(row, "vix_percentile_252");
        return Double.isNaN(percentile) ? Double.NaN : Math.min(CLASSES - 1, Math.floor(percentile * CLASSES));
    }

    /** The forecasts over a horizon and what came. */
    private record Joined(int horizon, IntToDoubleFunction realized, ForecastSeries forecasts) {

        /** Beside a rule; its errors are its own, its probabilities those of what followed when it said so. */
        List<BacktestScore> against(String name, IntToDoubleFunction rule, ConditionalFrequency usual, boolean names) {
            Pairs pairs = new Pairs();
            for (int row : forecasts.of(Topic.of(Output.REGIME_LOW, horizon)).keySet()) {
                double lower = forecasts.value(Output.REGIME_LOWER_THRESHOLD, horizon, row);
                double upper = forecasts.value(Output.REGIME_UPPER_THRESHOLD, horizon, row);
                double came = realized.applyAsDouble(row);
                if (!Double.isNaN(came) && !Double.isNaN(lower) && !Double.isNaN(upper)) {
                    pairs.add(
                            forecasts.value(Output.REGIME_LOW, horizon, row),
                            forecasts.value(Output.REGIME_MEDIUM, horizon, row),
                            forecasts.value(Output.REGIME_HIGH, horizon, row),
                            usual.at(row, 0),
                            usual.at(row, 1),
                            usual.at(row, 2),
                            RegimeClass.of(came, lower, upper).position(),
                            rule.applyAsDouble(row));
                }
            }
            return pairs.isEmpty() ? List.of() : scores(name, horizon, names, pairs);
        }
    }

    private static List<BacktestScore> scores(String name, int horizon, boolean names, Pairs pairs) {
        ClassForecasts stated = new ClassForecasts(new double[][] {pairs.column(0), pairs.column(1), pairs.column(2)});
        ClassForecasts usual = new ClassForecasts(new double[][] {pairs.column(3), pairs.column(4), pairs.column(5)});
        double[] happened = pairs.column(6);
        double[] named = pairs.column(7);
        double[] wrong = new double[named.length];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = named[i] == happened[i] ? 0 : 1;
        }
        List<BacktestScore> scores = new ArrayList<>();
        Figures figures = new Figures(horizon).putMean("accuracy", stated.hits(happened));
        figures.put("majority", ClassForecasts.mostFrequent(happened, CLASSES));
        scores.add(BacktestScore.of(
                Target.REGIME.text(), horizon, "log_loss", name, stated.logs(happened), usual.logs(happened), figures));
        if (names) {
            scores.add(BacktestScore.of(
                    Target.REGIME.text(),
                    horizon,
                    "error_rate",
                    name,
                    stated.errors(happened),
                    wrong,
                    new Figures(horizon)));
        }
        return scores;
    }
}
