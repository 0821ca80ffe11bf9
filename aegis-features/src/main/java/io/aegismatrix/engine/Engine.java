package io.aegismatrix.engine;

import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.features.FeatureSet;
import java.util.List;

/**
 * A trained engine: turns what is known about the market into an outlook. Immutable, thread-safe, native-free.
 *
 * @param <O> the outlook, one of the result records of {@code io.aegismatrix.payload}
 */
public interface Engine<O> {

    /** Which engine this is. */
    EngineId engine();

    /** What it was trained on, and how good it proved to be. */
    ModelManifest manifest();

    /**
     * The outlook at the decision session of {@code features}.
     *
     * @throws ModelException if the features do not fit the model, or an output is not finite
     * @throws io.aegismatrix.data.MarketDataException if an input the engine cannot do without is missing
     */
    O evaluate(FeatureSet features);

    /**
     * What an outlook of this engine forecasts, as it is written down and held against what happens: numbers as they are
     * published. None, unless the engine says otherwise.
     *
     * @param features what the outlook was made from
     */
    default List<Forecast> forecasts(FeatureSet features, O outlook) {
        return List.of();
    }
}
