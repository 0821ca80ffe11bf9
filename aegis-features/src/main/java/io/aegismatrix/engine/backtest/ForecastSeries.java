package io.aegismatrix.engine.backtest;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The forecasts of a back-test as series over time: one an output, horizon and parameter. */
final class ForecastSeries {

    /** The dead zones the direction forecasts were about, as if they were an output of their own. */
    static final String DEAD_ZONE = "direction_dead_zone";

    private final SortedMap<ForecastKey, SortedMap<Integer, Double>> series = new TreeMap<>();

    ForecastSeries(List<Prediction> predictions) {
        for (Prediction prediction : predictions) {
            // The dead zone differs by session: it describes the forecast, it does not tell two of them apart.
            boolean direction = prediction.output().startsWith("direction_");
            double parameter = direction ? Double.NaN : prediction.parameter();
            put(
                    new ForecastKey(prediction.output(), prediction.horizon(), parameter),
                    prediction.row(),
                    prediction.value());
            if (prediction.output().equals("direction_up")) {
                put(
                        new ForecastKey(DEAD_ZONE, prediction.horizon(), Double.NaN),
                        prediction.row(),
                        prediction.parameter());
            }
        }
    }

    private void put(ForecastKey key, int row, double value) {
        series.computeIfAbsent(key, one -> new TreeMap<>()).put(row, value);
    }

    /** The series of one output, by horizon and parameter. */
    List<ForecastKey> keys(String output) {
        return series.keySet().stream()
                .filter(key -> key.output().equals(output))
                .toList();
    }

    /** Horizons an output was forecast over, ascending. */
    List<Integer> horizons(String output) {
        return keys(output).stream().map(ForecastKey::horizon).distinct().toList();
    }

    /** Forecasts by decision row, ascending; empty if there are none. */
    SortedMap<Integer, Double> of(ForecastKey key) {
        return series.getOrDefault(key, Collections.emptySortedMap());
    }

    /** One forecast; NaN if there is none. */
    double value(String output, int horizon, double parameter, int row) {
        return of(new ForecastKey(output, horizon, parameter)).getOrDefault(row, Double.NaN);
    }

    /** One forecast of an output without parameter; NaN if there is none. */
    double value(String output, int horizon, int row) {
        return value(output, horizon, Double.NaN, row);
    }
}
