package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.backtest.Prediction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The forecasts of a back-test, found by decision row. */
final class Forecasts {

    /** What {@link Prediction#parameter()} is where an output has none. */
    private static final double NONE = Double.NaN;

    private final Map<Key, Prediction> byKey = new HashMap<>();
    private final int firstRow;
    private final int lastRow;

    /** One forecast. The dead zone of a direction differs by session and does not tell two of them apart. */
    private record Key(int row, String output, int horizon, double parameter) {
        static Key of(Prediction prediction) {
            boolean direction = prediction.output().startsWith("direction_");
            return new Key(
                    prediction.row(),
                    prediction.output(),
                    prediction.horizon(),
                    direction ? NONE : prediction.parameter());
        }
    }

    Forecasts(List<Prediction> predictions) {
        predictions.forEach(prediction -> byKey.put(Key.of(prediction), prediction));
        firstRow = predictions.stream().mapToInt(Prediction::row).min().orElse(0);
        lastRow = predictions.stream().mapToInt(Prediction::row).max().orElse(0);
    }

    /** First decision row of any forecast. */
    int firstRow() {
        return firstRow;
    }

    /** Last decision row of any forecast. */
    int lastRow() {
        return lastRow;
    }

    boolean has(String output, int horizon) {
        return byKey.keySet().stream().anyMatch(key -> key.output.equals(output) && key.horizon == horizon);
    }

    OptionalDouble find(int row, String output, int horizon) {
        return find(row, output, horizon, NONE);
    }

    OptionalDouble find(int row, String output, int horizon, double parameter) {
        Prediction found = byKey.get(new Key(row, output, horizon, parameter));
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.value());
    }

    /** Half width of the neutral zone a direction forecast was made for, as a log return. */
    OptionalDouble findDeadZone(int row, int horizon) {
        Prediction found = byKey.get(new Key(row, "direction_up", horizon, NONE));
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.parameter());
    }
}
