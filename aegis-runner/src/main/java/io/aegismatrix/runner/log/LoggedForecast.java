package io.aegismatrix.runner.log;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A published forecast that has a label, and what came of it. Columns of a joint forecast are one.
 *
 * @param session newest completed session when it was made
 * @param asOf market time of the newest datum then
 * @param engine the engine
 * @param version its version
 * @param topic what was forecast
 * @param value what was said; of a joint forecast its first column
 * @param outcome what came of it; empty as long as that is not known
 */
public record LoggedForecast(
        LocalDate session,
        Instant asOf,
        EngineId engine,
        String version,
        Topic<Target> topic,
        double value,
        Optional<Outcome> outcome) {

    /** What was forecast. */
    public Target target() {
        return topic.what();
    }

    /** Sessions ahead. */
    public int horizon() {
        return topic.horizon();
    }
}
