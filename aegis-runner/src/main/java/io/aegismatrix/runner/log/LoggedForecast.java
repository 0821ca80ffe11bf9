package io.aegismatrix.runner.log;

import io.aegismatrix.engine.EngineId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A published forecast that has a label, and what came of it. Columns of a joint forecast are one.
 *
 * @param session newest completed session when it was made
 * @param asOf market time of the newest datum then
 * @param engine the engine
 * @param version its version
 * @param target what was forecast, as outcomes call it: {@code direction}, {@code path_range} …
 * @param horizon sessions ahead
 * @param parameter level or distance; NaN where there is none
 * @param value what was said; of a joint forecast its first column
 * @param outcome what came of it; empty as long as that is not known
 */
public record LoggedForecast(
        LocalDate session,
        Instant asOf,
        EngineId engine,
        String version,
        String target,
        int horizon,
        double parameter,
        double value,
        Optional<Outcome> outcome) {

    /**
     * What came of a forecast.
     *
     * @param metric name of the loss
     * @param outcome what happened: class number, 1 or 0, size of a move as a log return, or annualised volatility
     * @param loss of the forecast
     * @param baselineLoss of the simple forecast; empty where there is none
     * @param hit 1 if a range held or the likeliest class came true, else 0; empty for other forecasts
     */
    public record Outcome(
            String metric, double outcome, double loss, OptionalDouble baselineLoss, OptionalDouble hit) {}
}
