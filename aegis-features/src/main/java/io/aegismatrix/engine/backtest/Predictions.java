package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.forecast.Forecast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the forecasts of a back-test, and what the models behind them rely on. Engines may tell theirs from several threads; the order they come in does not
 * matter.
 */
public final class Predictions implements ForecastListener {

    private final List<Prediction> collected = Collections.synchronizedList(new ArrayList<>());
    private final SortedMap<String, SortedMap<String, Double>> gains =
            Collections.synchronizedSortedMap(new TreeMap<>());

    /** None yet. */
    public Predictions() {}

    @Override
    public void forecast(int row, Forecast forecast) {
        collected.add(new Prediction(row, forecast));
    }

    @Override
    public void importance(String model, Map<String, Double> gain) {
        gains.put(model, Collections.unmodifiableSortedMap(new TreeMap<>(gain)));
    }

    /** Mean gain by input of every model that told it, by model. */
    public SortedMap<String, SortedMap<String, Double>> importance() {
        synchronized (gains) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(gains));
        }
    }

    /** All forecasts by output, horizon, session and parameter. */
    public List<Prediction> sorted() {
        synchronized (collected) {
            return collected.stream().sorted().toList();
        }
    }
}
