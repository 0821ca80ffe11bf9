package io.aegismatrix.runner;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.backtest.BacktestScore;
import io.aegismatrix.engine.backtest.BacktestScores;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.backtest.Predictions;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.trading.ListedPremiums;
import io.aegismatrix.runner.trading.TradingView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks engines through a period and judges what they would have published. Writes nothing itself. */
final class BacktestRun {

    private final RunContext context;
    private final Console console;

    BacktestRun(RunContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    /**
     * What a back-test found.
     *
     * @param features the market it walked through
     * @param predictions every forecast, sorted
     * @param scores how good they were
     * @param trading what simple rules would have earned with them; empty if no rule has its forecasts
     */
    record Result(
            FeatureSet features,
            List<Prediction> predictions,
            List<BacktestScore> scores,
            Optional<TradingView> trading) {}

    Result run(
            FeatureSet features,
            BacktestPeriod period,
            TrainingSettings settings,
            Set<EngineKind> kinds,
            Optional<ListedPremiums> premiums) {
        Predictions predictions = new Predictions();
        try (TrainingProgress progress = TrainingProgress.of(context, console)) {
            EngineLanes.run("back-testing", kinds, kind -> {
                context.engines().trainer(kind).backtest(features, period, settings, predictions, progress);
                return kind;
            });
        }
        List<Prediction> sorted = predictions.sorted();
        return new Result(
                features, sorted, BacktestScores.of(features, sorted), TradingView.of(features, sorted, premiums));
    }
}
