package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How one engine takes part in a payload.
 *
 * @param engine which engine
 * @param open its models as an engine
 * @param unavailable the outlook that says it has none, and why
 * @param put what it says, put among what the others say
 */
public record EnginePart<O>(
        EngineId engine,
        Function<ModelBundle, Engine<O>> open,
        Function<String, O> unavailable,
        BiFunction<EngineResults, EngineResult<O>, EngineResults> put) {

    /** What there is to publish where every other engine says nothing, and why it does. */
    public EngineResults alone(EngineResult<O> result, String othersReason) {
        return put.apply(EngineResults.none(othersReason), result);
    }
}
