package io.aegismatrix.buyer;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.features.FeatureSet;
import java.time.Instant;

/** A small invented market and a buyer engine trained on it, once for all tests. */
final class BuyerFixture {

    static final TrainingSettings SETTINGS = TrainingSettings.defaults().withFolds(2);
    static final Instant TRAINED = Instant.parse("2024-09-30T12:00:00Z");
    static final Instant EVENING = Instant.parse("2024-12-31T12:00:00Z");

    private static final MarketSource SOURCE = MarketSources.synthetic(11, 1300);

    private BuyerFixture() {}

    private static final class Trained {
        static final ModelBundle BUNDLE = train();
        static final BuyerEngine ENGINE = BuyerEngine.of(BUNDLE);
    }

    static ModelBundle train() {
        return BuyerEngine.trainer().train(features(TRAINED), SETTINGS, ProgressListener.silent());
    }

    static ModelBundle bundle() {
        return Trained.BUNDLE;
    }

    static BuyerEngine engine() {
        return Trained.ENGINE;
    }

    static MarketSnapshot snapshot(Instant asOf) {
        return SOURCE.snapshot(MarketRequest.nifty50(asOf));
    }

    static FeatureSet features(Instant asOf) {
        return FeatureSet.of(snapshot(asOf));
    }
}
