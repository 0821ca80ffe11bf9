package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.features.MarketHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The close as a distribution: the ends of all close ranges of a session are its quantiles, scored together by the
 * continuous ranked probability score and one by one by pinball loss, in percent of the decision close.
 */
final class QuantileJudge implements Judge {

    private static final Output LOWER = Output.CLOSE_RANGE_LOWER;
    private static final Output UPPER = Output.CLOSE_RANGE_UPPER;

    private final MarketHistory history;
    private final Yardsticks yardsticks;
    private final ExcursionBaseline excursions;

    QuantileJudge(MarketHistory history, Yardsticks yardsticks, ExcursionBaseline excursions) {
        this.history = history;
        this.yardsticks = yardsticks;
        this.excursions = excursions;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (int horizon : forecasts.horizons(LOWER)) {
            List<Double> ranges = forecasts.topics(LOWER).stream()
                    .filter(key -> key.horizon() == horizon)
                    .map(Topic::parameter)
                    .toList();
            scores.addAll(judge(horizon, ranges, forecasts));
        }
        return scores;
    }

    private List<BacktestScore> judge(int horizon, List<Double> ranges, ForecastSeries forecasts) {
        Yardsticks.Path outcomes = yardsticks.path(horizon);
        Pairs pairs = new Pairs();
        double[] levels = levels(ranges);
        for (int row : forecasts.of(new Topic<>(LOWER, horizon, ranges.get(0))).keySet()) {
            double outcome = 100 * Math.expm1(outcomes.labels().forwardReturn(row));
            double[] stated = stated(forecasts, row, horizon, ranges);
            double[] usual = usual(row, horizon, ranges);
            double[] values = new double[2 + levels.length];
            values[0] = Losses.crps(stated, levels, outcome);
            values[1] = Losses.crps(usual, levels, outcome);
            for (int i = 0; i < levels.length; i++) {
                values[2 + i] = Losses.pinball(stated[i], outcome, levels[i]);
            }
            pairs.add(values);
        }
        if (pairs.isEmpty()) {
            return List.of();
        }
        Figures figures = new Figures(horizon);
        for (int i = 0; i < levels.length; i++) {
            figures.putMean(String.format(Locale.ROOT, "pinball_%.3f", levels[i]), pairs.column(2 + i));
        }
        return List.of(BacktestScore.of(
                Target.CLOSE_RANGE.text() + " all levels",
                horizon,
                "crps_percent",
                ExcursionBaseline.NAME,
                pairs.column(0),
                pairs.column(1),
                figures));
    }

    /** Lower ends first, then upper ends, range by range. */
    private static double[] levels(List<Double> ranges) {
        double[] levels = new double[2 * ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            levels[i] = (1 - ranges.get(i)) / 2;
            levels[ranges.size() + i] = (1 + ranges.get(i)) / 2;
        }
        return levels;
    }

    private double[] stated(ForecastSeries forecasts, int row, int horizon, List<Double> ranges) {
        double close = history.close(row);
        double[] quantiles = new double[2 * ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            double level = ranges.get(i);
            quantiles[i] = 100 * (forecasts.value(LOWER, horizon, level, row) / close - 1);
            quantiles[ranges.size() + i] = 100 * (forecasts.value(UPPER, horizon, level, row) / close - 1);
        }
        return quantiles;
    }

    private double[] usual(int row, int horizon, List<Double> ranges) {
        double[] quantiles = new double[2 * ranges.size()];
        for (int i = 0; i < ranges.size(); i++) {
            ExcursionBaseline.Range range = excursions.range(row, horizon, ranges.get(i), false);
            quantiles[i] = 100 * Math.expm1(-range.down());
            quantiles[ranges.size() + i] = 100 * Math.expm1(range.up());
        }
        return quantiles;
    }
}
