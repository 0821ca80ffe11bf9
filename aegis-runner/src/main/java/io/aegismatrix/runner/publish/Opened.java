package io.aegismatrix.runner.publish;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine ready to be asked, or why it is not.
 *
 * @param kind which engine
 * @param bundle its models; null if they could not be opened
 * @param engine the engine; null if its models could not be opened
 * @param failure why they could not; null if they were
 */
public record Opened<O>(
        EngineKind kind,
        @Nullable ModelBundle bundle,
        @Nullable Engine<O> engine,
        @Nullable ModelException failure) {

    public static <O> Opened<O> of(
            EngineKind kind, Supplier<ModelBundle> models, Function<ModelBundle, Engine<O>> open) {
        try {
            ModelBundle bundle = models.get();
            return new Opened<>(kind, bundle, open.apply(bundle), null);
        } catch (ModelException e) {
            return new Opened<>(kind, null, null, e);
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
            throw failure == null ? new ModelException(kind.id() + ": no engine") : failure;
        }
        bundle.requireSchema(features);
        expiry.requireYoung(bundle.manifest(), today(features));
        return EngineResult.of(bundle, engine.evaluate(features));
    }

    private static LocalDate today(FeatureSet features) {
        return features.snapshot()
                .asOf()
                .atZone(features.snapshot().calendar().zone())
                .toLocalDate();
    }
}
