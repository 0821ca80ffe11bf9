package io.aegismatrix.runner.replay;

import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.runner.publish.MarketQuality;
import io.aegismatrix.runner.publish.ModelExpiry;
import java.util.Objects;

/**
 * With what the past is lived.
 *
 * @param market the market, which must answer for every moment of the plan
 * @param underlying the index
 * @param training seed, folds and epochs
 * @param quality what market data must be like to be published from
 * @param expiry how old models may be
 * @param degraded whether to publish although an engine fails
 * @param modelsKeep how many versions of an engine stay, at least 3
 */
public record ReplayTerms(
        ReplayMarket market,
        Underlying underlying,
        TrainingSettings training,
        MarketQuality quality,
        ModelExpiry expiry,
        boolean degraded,
        int modelsKeep) {

    private static final int MODELS_KEEP = 8;

    /**
     * A market as a replay asks it.
     *
     * @param source gives a snapshot as of any moment
     * @param name what the folder remembers it by: a replay goes on with the market it was begun with
     * @param synthetic whether it is invented
     */
    public record ReplayMarket(MarketSource source, String name, boolean synthetic) {

        /** Refuses nulls. */
        public ReplayMarket {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(name, "name");
        }
    }

    /** Standard demands on data and models. */
    public static ReplayTerms standard(ReplayMarket market, Underlying underlying, TrainingSettings training) {
        return new ReplayTerms(
                market, underlying, training, MarketQuality.STANDARD, ModelExpiry.STANDARD, false, MODELS_KEEP);
    }
}
