package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.ForecastListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Collects the forecasts of a back-test. Engines may tell theirs from several threads; the order they come in does not
 * matter.
 */
public final class Predictions implements ForecastListener {

    private final List<Prediction> collected = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void forecast(int row, String output, int horizon, double parameter, double value) {
        collected.add(new Prediction(row, output, horizon, parameter, value));
    }

    /** All forecasts by output, horizon, session and parameter. */
    public List<Prediction> sorted() {
        synchronized (collected) {
            return collected.stream().sorted().toList();
        }
    }
}
