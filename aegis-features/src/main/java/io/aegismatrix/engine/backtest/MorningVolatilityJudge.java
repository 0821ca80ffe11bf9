package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.volatility.VolatilityBaseline;
import io.aegismatrix.engine.volatility.VolatilityBaselines;
import io.aegismatrix.features.MarketHistory;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/**
 * Realised volatility of a session, forecast before it opens: quasi-likelihood beside the forecast of the evening before,
 * where the back-test has that, and beside the smoothed past.
 */
final class MorningVolatilityJudge implements Judge {

    /** What a report calls the forecast of realised volatility that was made at the close before. */
    static final String EVENING = "forecast of the evening before";

    private static final int SESSION = 1;

    private final MarketHistory history;
    private final Yardsticks yardsticks;

    MorningVolatilityJudge(MarketHistory history, Yardsticks yardsticks) {
        this.history = history;
        this.yardsticks = yardsticks;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        if (!forecasts.has(Output.PREOPEN_VOLATILITY, SESSION)) {
            return List.of();
        }
        double[] smoothed = VolatilityBaselines.smoothed(history);
        return Stream.concat(
                        score(forecasts, EVENING, row -> forecasts.value(Output.REALIZED_VOLATILITY, SESSION, row)),
                        score(forecasts, VolatilityBaseline.EWMA.title(), row -> smoothed[row]))
                .toList();
    }

    private Stream<BacktestScore> score(ForecastSeries forecasts, String baseline, IntToDoubleFunction usual) {
        IntToDoubleFunction realized = yardsticks.volatilities(SESSION);
        Pairs pairs = new Pairs();
        forecasts.of(Topic.of(Output.PREOPEN_VOLATILITY, SESSION)).forEach((row, said) -> {
            double happened = realized.applyAsDouble(row);
            double beside = usual.applyAsDouble(row);
            pairs.add(
                    said.value(),
                    happened,
                    Losses.qlike(said.value(), happened),
                    Losses.qlike(beside, happened),
                    beside);
        });
        if (pairs.isEmpty()) {
            return Stream.empty();
        }
        double[] happened = pairs.column(1);
        return Stream.of(BacktestScore.of(
                Target.PREOPEN_VOLATILITY.text(),
                SESSION,
                "qlike",
                baseline,
                pairs.column(2),
                pairs.column(3),
                new Figures(SESSION)
                        .putRatio("bias", pairs.column(0), happened)
                        .putRatio("bias_baseline", pairs.column(4), happened)));
    }
}
