package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.volatility.VolatilityBaseline;
import io.aegismatrix.engine.volatility.VolatilityBaselines;
import io.aegismatrix.features.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Realised volatility: quasi-likelihood and absolute error beside every simple forecast, and bias. */
final class VolatilityJudge implements Judge {

    private final FeatureSet features;
    private final Yardsticks yardsticks;

    VolatilityJudge(FeatureSet features, Yardsticks yardsticks) {
        this.features = features;
        this.yardsticks = yardsticks;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<Topic<Output>> keys = forecasts.topics(Output.REALIZED_VOLATILITY);
        if (keys.isEmpty()) {
            return List.of();
        }
        // Only now: fitting the baselines takes a while.
        VolatilityBaselines baselines = VolatilityBaselines.of(features);
        return keys.stream()
                .flatMap(key -> judge(key, forecasts, baselines).stream())
                .toList();
    }

    private List<BacktestScore> judge(Topic<Output> key, ForecastSeries forecasts, VolatilityBaselines baselines) {
        IntToDoubleFunction realized = yardsticks.volatilities(key.horizon());
        List<BacktestScore> scores = new ArrayList<>();
        for (VolatilityBaseline baseline : VolatilityBaseline.values()) {
            Pairs pairs = new Pairs();
            forecasts
                    .of(key)
                    .forEach((row, value) -> pairs.add(
                            value.value(),
                            realized.applyAsDouble(row),
                            baselines.annualized(baseline, row, key.horizon())));
            if (!pairs.isEmpty()) {
                scores.addAll(scores(key, baseline.title(), pairs));
            }
        }
        return scores;
    }

    private interface Loss {
        double of(double forecast, double realized);
    }

    private static List<BacktestScore> scores(Topic<Output> key, String baseline, Pairs pairs) {
        double[] stated = pairs.column(0);
        double[] happened = pairs.column(1);
        double[] usual = pairs.column(2);
        int h = key.horizon();
        Figures figures = new Figures(h).putRatio("bias", stated, happened).putRatio("bias_baseline", usual, happened);
        return List.of(
                score(key, "qlike", baseline, pairs, Losses::qlike, figures),
                score(key, "mean_absolute_error", baseline, pairs, (f, y) -> Math.abs(f - y), new Figures(h)));
    }

    private static BacktestScore score(
            Topic<Output> key, String metric, String baseline, Pairs pairs, Loss loss, Figures figures) {
        double[] happened = pairs.column(1);
        return BacktestScore.of(
                key.title(),
                key.horizon(),
                metric,
                baseline,
                losses(pairs.column(0), happened, loss),
                losses(pairs.column(2), happened, loss),
                figures);
    }

    private static double[] losses(double[] forecasts, double[] realized, Loss loss) {
        double[] losses = new double[forecasts.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss.of(forecasts[i], realized[i]);
        }
        return losses;
    }
}
