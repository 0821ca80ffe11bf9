package io.aegismatrix.engine;

import java.util.Map;

/** Told every forecast a walk-forward run would have published, as rows of {@code predictions.csv}. */
@FunctionalInterface
public interface ForecastListener {

    /** In place of a parameter where an output has none. */
    double NO_PARAMETER = Double.NaN;

    /**
     * One forecast.
     *
     * @param row history row of the decision session
     * @param output name of the output, such as {@code touch_either_probability}
     * @param horizon sessions ahead
     * @param parameter what the forecast is about (level, distance, dead zone), or {@link #NO_PARAMETER}
     * @param value the forecast, in the output's unit
     */
    void forecast(int row, String output, int horizon, double parameter, double value);

    /**
     * What a model relies on, as far as it is trees: told once a model, after its forecasts, about trees grown on every
     * session of the history like those of a training.
     *
     * @param model name, such as {@code seller_trap}
     * @param gain mean gain by input
     */
    default void importance(String model, Map<String, Double> gain) {}
}
