package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ForwardReturns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Expected size of the move: mean absolute error as a share of that of the median of all sizes so far. */
final class MoveJudge implements Judge {

    private final MarketHistory history;

    MoveJudge(MarketHistory history) {
        this.history = history;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (Topic<Output> key : forecasts.topics(Output.EXPECTED_ABS_MOVE)) {
            double[] sizes = ForwardReturns.magnitude(history, key.horizon());
            double[] usual = runningMedian(sizes, key.horizon());
            Pairs pairs = new Pairs();
            forecasts
                    .of(key)
                    .forEach((row, value) -> pairs.add(
                            Math.abs(value.value() - sizes[row]),
                            Math.abs(usual[row] - sizes[row]),
                            value.value(),
                            sizes[row]));
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
                "expanding median",
                pairs.column(0),
                pairs.column(1),
                figures);
    }

    /** Median of all sizes known by each row; NaN while fewer than {@value RunningFrequency#MINIMUM} are. */
    static double[] runningMedian(double[] sizes, int horizon) {
        double[] sorted = new double[sizes.length];
        double[] medians = new double[sizes.length];
        int count = 0;
        for (int row = 0; row < sizes.length; row++) {
            double known = row >= horizon ? sizes[row - horizon] : Double.NaN;
            if (!Double.isNaN(known)) {
                int position = Arrays.binarySearch(sorted, 0, count, known);
                int at = position >= 0 ? position : -position - 1;
                System.arraycopy(sorted, at, sorted, at + 1, count - at);
                sorted[at] = known;
                count++;
            }
            medians[row] = count < RunningFrequency.MINIMUM
                    ? Double.NaN
                    : Quantiles.ofSorted(Arrays.copyOf(sorted, count), 0.5);
        }
        return medians;
    }
}
