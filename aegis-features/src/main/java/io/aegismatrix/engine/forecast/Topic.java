package io.aegismatrix.engine.forecast;

import java.util.Locale;
import java.util.Objects;

/**
 * What a series of forecasts, or of their outcomes, is about.
 *
 * @param <T> {@link Output} or {@link Target}
 * @param what what is forecast
 * @param horizon sessions ahead
 * @param parameter level or distance; NaN where there is none
 */
public record Topic<T extends Enum<T> & Subject>(T what, int horizon, double parameter)
        implements Comparable<Topic<T>> {

    /** Requires a subject. */
    public Topic {
        Objects.requireNonNull(what, "what");
    }

    /** A topic without parameter. */
    public static <T extends Enum<T> & Subject> Topic<T> of(T what, int horizon) {
        return new Topic<>(what, horizon, Forecast.NO_PARAMETER);
    }

    /** Name and parameter, for reports. */
    public String title() {
        return Double.isNaN(parameter) ? what.text() : String.format(Locale.ROOT, "%s %s", what.text(), parameter);
    }

    /** By name, horizon and parameter; without one last. */
    @Override
    public int compareTo(Topic<T> other) {
        int byName = what.compareTo(other.what);
        int byHorizon = byName != 0 ? byName : Integer.compare(horizon, other.horizon);
        return byHorizon != 0 ? byHorizon : Double.compare(parameter, other.parameter);
    }
}
