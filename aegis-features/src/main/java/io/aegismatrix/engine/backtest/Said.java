package io.aegismatrix.engine.backtest;

import java.util.Objects;

/**
 * One number a forecaster stated about the sessions after a decision, under the names of {@code predictions.csv}.
 *
 * @param output name of the output, such as {@code path_range_lower}
 * @param horizon sessions ahead
 * @param parameter level, distance or dead zone; NaN where the output has none
 * @param value the forecast, in the output's unit
 */
public record Said(String output, int horizon, double parameter, double value) {

    /** Validates that the forecast is finite. */
    public Said {
        Objects.requireNonNull(output, "output");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(output + " over " + horizon + " sessions must be finite, was " + value);
        }
    }

    /** A forecast of an output that has no parameter. */
    public static Said of(String output, int horizon, double value) {
        return new Said(output, horizon, Double.NaN, value);
    }
}
