package io.aegismatrix.engine;

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
}
