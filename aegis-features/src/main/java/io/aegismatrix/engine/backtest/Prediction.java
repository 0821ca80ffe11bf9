package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Forecast;
import java.util.Comparator;

/**
 * One forecast of a back-test: a row of {@code predictions.csv}.
 *
 * @param row history row of the decision session
 * @param forecast what was stated there
 */
public record Prediction(int row, Forecast forecast) implements Comparable<Prediction> {

    private static final Comparator<Prediction> ORDER = Comparator.comparing(
                    (Prediction prediction) -> prediction.forecast().output())
            .thenComparingInt(prediction -> prediction.forecast().horizon())
            .thenComparingInt(Prediction::row)
            .thenComparingDouble(prediction -> prediction.forecast().parameter());

    /** By output, horizon, session and parameter. */
    @Override
    public int compareTo(Prediction other) {
        return ORDER.compare(this, other);
    }
}
