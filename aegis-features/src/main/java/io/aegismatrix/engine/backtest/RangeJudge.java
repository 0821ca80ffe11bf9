package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.features.EventsAhead;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ranges for the whole path and for the close: interval score and width beside quantiles of past excursions in VIX
 * units, coverage in all, by VIX tercile and by year, and whether breaks are as rare and as independent as promised. The
 * ends of all close ranges of a session together are quantiles, and judged as such. Over a week at most, coverage is also
 * told by the known events it contained; nearly every longer range contains some.
 */
final class RangeJudge implements Judge {

    private static final int LONGEST_BY_EVENT = 5;

    private final MarketHistory history;
    private final EventsAhead events;
    private final Yardsticks yardsticks;
    private final ExcursionBaseline excursions;

    RangeJudge(FeatureSet features, Yardsticks yardsticks, ExcursionBaseline excursions) {
        this.history = features.history();
        this.events = features.events();
        this.yardsticks = yardsticks;
        this.excursions = excursions;
    }

    @Override
    public List<BacktestScore> judge(ForecastSeries forecasts) {
        List<BacktestScore> scores = new ArrayList<>();
        for (boolean path : new boolean[] {true, false}) {
            forecasts
                    .topics(path ? Output.PATH_RANGE_LOWER : Output.CLOSE_RANGE_LOWER)
                    .forEach(key -> scores.addAll(judge(key, forecasts, path)));
        }
        return scores;
    }

    private Set<String> kinds(int row, int horizon) {
        return events.after(row).stream()
                .filter(ahead -> ahead.sessions() <= horizon)
                .map(ahead -> ahead.event().kind())
                .collect(Collectors.toSet());
    }

    private List<BacktestScore> judge(Topic<Output> lower, ForecastSeries forecasts, boolean path) {
        int h = lower.horizon();
        double level = lower.parameter();
        Yardsticks.Path outcomes = yardsticks.path(h);
        Pairs pairs = new Pairs();
        forecasts.of(lower).forEach((row, low) -> {
            double high = forecasts.value(path ? Output.PATH_RANGE_UPPER : Output.CLOSE_RANGE_UPPER, h, level, row);
            ExcursionBaseline.Range usual = excursions.range(row, h, level, path);
            double close = history.close(row);
            Yardsticks.Path.Reach reach = path ? outcomes.wholePath(row) : outcomes.close(row);
            pairs.add(
                    low.value() / close,
                    high / close,
                    Math.exp(-usual.down()),
                    Math.exp(usual.up()),
                    reach.low(),
                    reach.high(),
                    history.vix(row),
                    history.session(row).getYear(),
                    row);
        });
        if (pairs.isEmpty()) {
            return List.of();
        }
        Bounds stated = new Bounds(pairs.column(0), pairs.column(1), pairs.column(4), pairs.column(5));
        Bounds usual = new Bounds(pairs.column(2), pairs.column(3), pairs.column(4), pairs.column(5));
        Figures figures = new Figures(h);
        CoverageReport report = new CoverageReport(figures, h, level);
        report.describe(stated, usual, pairs.column(6), pairs.column(7));
        if (h <= LONGEST_BY_EVENT) {
            // Of the ranges that were judged: others lack an outcome or a yardstick.
            report.describeEvents(
                    stated,
                    Arrays.stream(pairs.column(8))
                            .mapToObj(row -> kinds((int) row, h))
                            .toList());
        }
        return List.of(BacktestScore.of(
                new Topic<>(path ? Target.PATH_RANGE : Target.CLOSE_RANGE, h, level).title(),
                h,
                "interval_score_percent",
                ExcursionBaseline.NAME,
                stated.scores(level),
                usual.scores(level),
                figures));
    }
}
