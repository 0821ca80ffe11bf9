package io.aegismatrix.runner.log;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.forecast.Forecast;
import java.time.LocalDate;
import java.util.List;

/**
 * What one version of an engine said of a moment.
 *
 * @param kind whether it was published
 * @param engine the engine
 * @param version its version
 * @param trainedThrough last session it was trained on
 * @param forecasts its forecasts
 */
public record Publication(
        ForecasterKind kind, EngineId engine, String version, LocalDate trainedThrough, List<Forecast> forecasts) {

    /** Copies the list. */
    public Publication {
        forecasts = List.copyOf(forecasts);
    }

    /** What a trained engine said. */
    public static Publication of(ForecasterKind kind, ModelManifest manifest, List<Forecast> forecasts) {
        return new Publication(kind, manifest.engine(), manifest.version(), manifest.trainedThrough(), forecasts);
    }
}
