package io.aegismatrix.engine.backtest;

import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.util.List;

/**
 * Judges the forecasts of a back-test: every output by a proper loss beside its baselines on the same sessions, with a
 * block-bootstrap interval. Outcomes come from prices alone. There is one judge a kind of output.
 */
public final class BacktestScores {

    private BacktestScores() {}

    /**
     * Judges forecasts.
     *
     * @param features the market, at least to the last outcome that is to count
     * @return by kind of output, horizon and parameter; outputs that no judge knows have no score
     */
    public static List<BacktestScore> of(FeatureSet features, List<Prediction> predictions) {
        ForecastSeries forecasts = new ForecastSeries(predictions);
        return judges(features).stream()
                .flatMap(judge -> judge.judge(forecasts).stream())
                .toList();
    }

    private static List<Judge> judges(FeatureSet features) {
        MarketHistory history = features.history();
        Yardsticks yardsticks = new Yardsticks(history);
        ExcursionBaseline excursions = new ExcursionBaseline(features);
        return List.of(
                DirectionJudge.ofCloses(yardsticks),
                DirectionJudge.ofMornings(yardsticks),
                new MoveJudge(yardsticks),
                new VolatilityJudge(features, yardsticks),
                new MorningVolatilityJudge(history, yardsticks),
                new RangeJudge(features, yardsticks, excursions),
                new QuantileJudge(history, yardsticks, excursions),
                new PathJudge(yardsticks, excursions),
                new EventJudge(yardsticks),
                new RegimeJudge(features, yardsticks));
    }
}
