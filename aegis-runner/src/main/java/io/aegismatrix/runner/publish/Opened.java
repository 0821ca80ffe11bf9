package io.aegismatrix.runner.publish;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An engine ready to be asked, or why it is not.
 *
 * @param part how it takes part
 * @param bundle its models; null if they could not be opened
 * @param engine the engine; null if its models could not be opened
 * @param failure why they could not; null if they were
 */
public record Opened<O>(
        EnginePart<O> part,
        @Nullable ModelBundle bundle,
        @Nullable Engine<O> engine,
        @Nullable ModelException failure) {

    public static <O> Opened<O> of(EnginePart<O> part, ModelSource models) {
        try {
            ModelBundle bundle = models.load(part.engine());
            return new Opened<>(part, bundle, part.open().apply(bundle), null);
        } catch (ModelException e) {
            return new Opened<>(part, null, null, e);
        }
    }

    /**
     * What it has to say of a market.
     *
     * @throws ModelException if it could not be opened, is too old, or does not fit the features
     * @throws MarketDataException if an input it cannot do without is missing
     */
    public EngineResult<O> evaluate(FeatureSet features, ModelExpiry expiry) {
        if (bundle == null || engine == null) {
            throw failure == null ? new ModelException(part.engine() + ": no engine") : failure;
        }
        bundle.requireSchema(features);
        expiry.requireYoung(bundle.manifest(), today(features));
        return EngineResult.of(bundle, engine, features);
    }

    private static LocalDate today(FeatureSet features) {
        return features.snapshot()
                .asOf()
                .atZone(features.snapshot().calendar().zone())
                .toLocalDate();
    }
}
