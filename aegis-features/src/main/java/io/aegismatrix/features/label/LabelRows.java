package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** What the labels share. */
final class LabelRows {

    private LabelRows() {}

    static void require(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon must be at least 1 session, was " + horizon);
        }
    }

    /** One value for every session whose next {@code horizon} sessions exist, NaN for the others. */
    static double[] resolved(MarketHistory history, int horizon, IntToDoubleFunction label) {
        require(horizon);
        double[] labels = new double[history.size()];
        Arrays.fill(labels, Double.NaN);
        for (int t = 0; t + horizon < labels.length; t++) {
            labels[t] = label.applyAsDouble(t);
        }
        return labels;
    }

    /** 1 for true, 0 for false. */
    static double flag(boolean value) {
        return value ? 1 : 0;
    }
}
