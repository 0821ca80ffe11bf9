package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.features.FeatureSet;
import java.util.List;
import java.util.Optional;

/**
 * What one engine had to say.
 *
 * @param bundle the models it used; empty if it failed and the run may publish all the same
 * @param engine the engine that said it; empty likewise
 * @param outlook its outlook, or the one that says it is unavailable
 * @param reason why it failed; empty text if it did not
 */
public record EngineResult<O>(Optional<ModelBundle> bundle, Optional<Engine<O>> engine, O outlook, String reason) {

    /** What an engine says of a market. */
    public static <O> EngineResult<O> of(ModelBundle bundle, Engine<O> engine, FeatureSet features) {
        return new EngineResult<>(Optional.of(bundle), Optional.of(engine), engine.evaluate(features), "");
    }

    public static <O> EngineResult<O> unavailable(String reason, O outlook) {
        return new EngineResult<>(Optional.empty(), Optional.empty(), outlook, reason);
    }

    /** What it forecasts; nothing if it failed. */
    List<Forecast> forecasts(FeatureSet features) {
        return engine.map(asked -> asked.forecasts(features, outlook)).orElse(List.of());
    }
}
