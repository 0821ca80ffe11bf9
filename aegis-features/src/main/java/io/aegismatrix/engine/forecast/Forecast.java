package io.aegismatrix.engine.forecast;

import java.util.Objects;

/**
 * One number an engine stated about the sessions after a decision.
 *
 * @param output what it is of
 * @param horizon sessions ahead; 0 for the running session
 * @param parameter level, distance or dead zone; {@link #NO_PARAMETER} where the output has none
 * @param value the number, in the output's unit
 */
public record Forecast(Output output, int horizon, double parameter, double value) {

    /** In place of a parameter where an output has none. */
    public static final double NO_PARAMETER = Double.NaN;

    /** Validates that the number is finite. */
    public Forecast {
        Objects.requireNonNull(output, "output");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    output.text() + " over " + horizon + " sessions must be finite, was " + value);
        }
    }

    /** A forecast of an output that has no parameter. */
    public static Forecast of(Output output, int horizon, double value) {
        return new Forecast(output, horizon, NO_PARAMETER, value);
    }

    /**
     * What it is about. The dead zone of a direction differs by session: it describes the forecast, and does not tell two
     * of them apart.
     */
    public Topic<Output> topic() {
        boolean zone = output.of(Target.DIRECTION) || output.of(Target.PREOPEN_DIRECTION);
        return new Topic<>(output, horizon, zone ? NO_PARAMETER : parameter);
    }
}
