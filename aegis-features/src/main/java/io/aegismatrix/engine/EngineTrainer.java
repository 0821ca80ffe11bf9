package io.aegismatrix.engine;

import io.aegismatrix.features.FeatureSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Trains one engine on a history. Stateless: everything a run depends on is in its arguments, so the same arguments give
 * the same bytes.
 */
public interface EngineTrainer {

    /** Which engine it trains. */
    EngineId engine();

    /**
     * Names of the models it trains, each with the engine's id in front: the cards of every bundle, in any order, beside
     * {@link #optionalModels}.
     */
    List<String> models();

    /** Names of those that a bundle may lack, where the history has nothing to train them on. */
    default List<String> optionalModels() {
        return List.of();
    }

    /**
     * Trains all models of the engine on every session of {@code history} whose outcome is known in it.
     *
     * @return model files and manifest, with scores from purged walk-forward folds
     * @throws io.aegismatrix.data.MarketDataException if the history is too short; the message says how much is needed
     * @throws ModelException if a loss, weight or output is not finite, or a class does not occur
     */
    ModelBundle train(FeatureSet history, TrainingSettings settings, ProgressListener progress);

    /**
     * The same in a run that trains several engines: the volatility forecast is fitted once for all of them. An engine that
     * wants it keeps what it is given in place of fitting its own, as a bundle it {@linkplain ModelBundle#requiring
     * requires}; one that does not need not implement this.
     *
     * @param volatility the bundle of the volatility model, trained on the same history; fitted when first asked for
     */
    default ModelBundle train(
            FeatureSet history,
            Supplier<ModelBundle> volatility,
            TrainingSettings settings,
            ProgressListener progress) {
        return train(history, settings, progress);
    }

    /**
     * Walks through a period, training anew on the way, and tells every forecast that would have been published. Every
     * forecast is made by models, weights and calibrations that saw only outcomes known before their own training.
     *
     * @throws io.aegismatrix.data.MarketDataException if the history is too short before the period
     */
    void backtest(
            FeatureSet history,
            BacktestPeriod period,
            TrainingSettings settings,
            ForecastListener forecasts,
            ProgressListener progress);
}
