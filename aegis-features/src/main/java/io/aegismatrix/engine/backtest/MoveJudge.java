package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import java.util.ArrayList;
import java.util.List;

/** Expected size of the move: mean absolute error as a share of that of the median of all sizes so far. */
final class MoveJudge implements Judge {

    private final Yardsticks yardsticks;

    MoveJudge(Yardsticks yardsticks) {
        this.yardsticks = yardsticks;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (Topic<Output> key : forecasts.topics(Output.EXPECTED_ABS_MOVE)) {
            Yardsticks.Sizes sizes = yardsticks.sizes(key.horizon());
            Pairs pairs = new Pairs();
            forecasts.of(key).forEach((row, value) -> {
                double size = sizes.happened().applyAsDouble(row);
                double usual = sizes.usual().applyAsDouble(row);
                pairs.add(Math.abs(value.value() - size), Math.abs(usual - size), value.value(), size);
            });
            if (!pairs.isEmpty()) {
                scores.add(score(key, pairs));
            }
        }
        return scores;
    }

    private static BacktestScore score(Topic<Output> key, Pairs pairs) {
        Figures figures = new Figures(key.horizon())
                .putRatio("mae_ratio", pairs.column(0), pairs.column(1))
                .putRatio("bias", pairs.column(2), pairs.column(3));
        return BacktestScore.of(
                key.title(),
                key.horizon(),
                "mean_absolute_error",
                RunningMedian.NAME,
                pairs.column(0),
                pairs.column(1),
                figures);
    }
}
