package io.aegismatrix.engine;

import io.aegismatrix.engine.forecast.Forecast;
import java.util.Map;

/** Told every forecast a walk-forward run would have published, as rows of {@code predictions.csv}. */
@FunctionalInterface
public interface ForecastListener {

    /**
     * One forecast.
     *
     * @param row history row of the decision session
     */
    void forecast(int row, Forecast forecast);

    /**
     * What a model relies on, as far as it is trees: told once a model, after its forecasts, about trees grown on every
     * session of the history like those of a training.
     *
     * @param model name, such as {@code seller_trap}
     * @param gain mean gain by input
     */
    default void importance(String model, Map<String, Double> gain) {}
}
