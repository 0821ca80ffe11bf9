package io.aegismatrix.runner.backtest;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.backtest.BacktestScore;
import io.aegismatrix.engine.backtest.BacktestScores;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.backtest.Predictions;
import io.aegismatrix.features.FeatureRedundancy;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.chains.ChainEvidence;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.trading.ListedStraddles;
import io.aegismatrix.runner.trading.TradingView;
import io.aegismatrix.runner.train.EngineLanes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Walks engines through a period and judges what they would have published. Writes nothing itself. */
public final class BacktestRun {

    private final EngineLibrary engines;

    public BacktestRun(EngineLibrary engines) {
        this.engines = engines;
    }

    /**
     * What a back-test found.
     *
     * @param features the market it walked through
     * @param predictions every forecast, sorted
     * @param scores how good they were
     * @param importance mean gain by input of every model that is trees, by model
     * @param redundancy which features said the same in the period; empty if too few of its sessions have them all
     * @param trading what simple rules would have earned with them; empty if no rule has its forecasts
     * @param straddles what listed straddles cost and came to in the period; empty without any
     * @param chains what stored option chains foretold; empty without any
     */
    public record Result(
            FeatureSet features,
            List<Prediction> predictions,
            List<BacktestScore> scores,
            SortedMap<String, SortedMap<String, Double>> importance,
            Optional<FeatureRedundancy> redundancy,
            Optional<TradingView> trading,
            Optional<ListedStraddles> straddles,
            Optional<ChainEvidence> chains) {}

    public Result run(
            FeatureSet features,
            BacktestPeriod period,
            TrainingSettings settings,
            Set<EngineId> kinds,
            ListedOptions listed,
            ProgressListener progress) {
        Predictions predictions = new Predictions();
        EngineLanes.run("back-testing", engines.inOrder(kinds), kind -> {
            engines.trainer(kind).backtest(features, period, settings, predictions, progress);
            return kind;
        });
        List<Prediction> sorted = predictions.sorted();
        requireOneOfEach(sorted, kinds);
        return new Result(
                features,
                sorted,
                BacktestScores.of(features, sorted),
                predictions.importance(),
                redundancy(features, period),
                TradingView.of(features, sorted, listed.premiums()),
                listed.premiums().flatMap(premiums -> ListedStraddles.find(features, period, premiums)),
                listed.chains());
    }

    /** Two forecasts of the same could not be told apart by whoever judges or reads them. */
    private static void requireOneOfEach(List<Prediction> sorted, Set<EngineId> engines) {
        for (int i = 1; i < sorted.size(); i++) {
            Prediction one = sorted.get(i);
            if (one.compareTo(sorted.get(i - 1)) == 0) {
                throw new IllegalArgumentException(one.forecast().output().text() + " over "
                        + one.forecast().horizon() + " sessions is forecast by more than one of " + engines
                        + "; back-test them one at a time");
            }
        }
    }

    private static Optional<FeatureRedundancy> redundancy(FeatureSet features, BacktestPeriod period) {
        return FeatureRedundancy.find(features.daily(), row -> period.contains(features.history(), row));
    }
}
