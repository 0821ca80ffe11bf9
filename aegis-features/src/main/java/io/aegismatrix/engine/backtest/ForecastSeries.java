package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The forecasts of a back-test as series over time: one an output, horizon and parameter. Immutable. */
public final class ForecastSeries {

    private final SortedMap<Topic<Output>, SortedMap<Integer, Forecast>> series = new TreeMap<>();

    /** Sorts predictions into series; of two for the same row the later one counts. */
    public ForecastSeries(List<Prediction> predictions) {
        for (Prediction prediction : predictions) {
            series.computeIfAbsent(prediction.forecast().topic(), one -> new TreeMap<>())
                    .put(prediction.row(), prediction.forecast());
        }
    }

    /** First decision row of any forecast; 0 if there are none. */
    public int firstRow() {
        return series.values().stream().mapToInt(rows -> rows.firstKey()).min().orElse(0);
    }

    /** Last decision row of any forecast; 0 if there are none. */
    public int lastRow() {
        return series.values().stream().mapToInt(rows -> rows.lastKey()).max().orElse(0);
    }

    /** Whether an output was forecast over a horizon. */
    public boolean has(Output output, int horizon) {
        return topics(output).stream().anyMatch(topic -> topic.horizon() == horizon);
    }

    /** The series of one output, by horizon and parameter. */
    List<Topic<Output>> topics(Output output) {
        return series.keySet().stream().filter(topic -> topic.what() == output).toList();
    }

    /** Horizons an output was forecast over, ascending. */
    List<Integer> horizons(Output output) {
        return topics(output).stream().map(Topic::horizon).distinct().toList();
    }

    /** Forecasts by decision row, ascending; empty if there are none. */
    SortedMap<Integer, Forecast> of(Topic<Output> topic) {
        return Collections.unmodifiableSortedMap(series.getOrDefault(topic, Collections.emptySortedMap()));
    }

    /** One forecast; empty if there is none. */
    public OptionalDouble find(int row, Output output, int horizon, double parameter) {
        Forecast found = of(new Topic<>(output, horizon, parameter)).get(row);
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.value());
    }

    /** One forecast of an output without parameter; empty if there is none. */
    public OptionalDouble find(int row, Output output, int horizon) {
        return find(row, output, horizon, Forecast.NO_PARAMETER);
    }

    /** Half width of the neutral zone a direction forecast was made for, as a log return; empty if there is none. */
    public OptionalDouble findDeadZone(int row, int horizon) {
        Forecast found = of(Topic.of(Output.DIRECTION_UP, horizon)).get(row);
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.parameter());
    }

    /** One forecast; NaN if there is none. */
    double value(Output output, int horizon, double parameter, int row) {
        return find(row, output, horizon, parameter).orElse(Double.NaN);
    }

    /** One forecast of an output without parameter; NaN if there is none. */
    double value(Output output, int horizon, int row) {
        return value(output, horizon, Forecast.NO_PARAMETER, row);
    }
}
