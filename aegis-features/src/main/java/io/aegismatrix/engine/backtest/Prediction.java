package io.aegismatrix.engine.backtest;

import java.util.Comparator;

/**
 * One forecast of a back-test: a row of {@code predictions.csv}.
 *
 * @param row history row of the decision session
 * @param output name of the output
 * @param horizon sessions ahead
 * @param parameter level, distance or dead zone; NaN where the output has none
 * @param value the forecast, in the output's unit
 */
public record Prediction(int row, String output, int horizon, double parameter, double value)
        implements Comparable<Prediction> {

    private static final Comparator<Prediction> ORDER = Comparator.comparing(Prediction::output)
            .thenComparingInt(Prediction::horizon)
            .thenComparingInt(Prediction::row)
            .thenComparingDouble(Prediction::parameter);

    /** Validates that the forecast is finite. */
    public Prediction {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    output + " over " + horizon + " sessions in history row " + row + " must be finite, was " + value);
        }
    }

    /** By output, horizon, session and parameter. */
    @Override
    public int compareTo(Prediction other) {
        return ORDER.compare(this, other);
    }
}
