package io.aegismatrix.engine.forecast;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * What became of one forecast, by the label and the loss of the back-test.
 *
 * @param topic what was forecast; the columns of a joint forecast are judged as one
 * @param metric name of the loss
 * @param happened class number, 1 or 0, size of the move as a log return, or annualised volatility
 * @param loss of the forecast
 * @param baselineLoss loss of the back-test's simple forecast on the same session; empty where there is none
 * @param hit 1 if a range held or the likeliest class came true, else 0; empty for other forecasts
 * @param baselineHit the same of the simple forecast; empty where there is none
 * @param resolved session at whose close the outcome was known
 */
public record Outcome(
        Topic<Target> topic,
        String metric,
        double happened,
        double loss,
        OptionalDouble baselineLoss,
        OptionalDouble hit,
        OptionalDouble baselineHit,
        LocalDate resolved) {}
