package io.aegismatrix.features.indicator;

/** Rate of change. */
public final class Roc {

    private Roc() {}

    /** Change against {@code window} sessions ago as a fraction of it (0.01 = 1 %). First value at {@code window}. */
    public static double[] of(double[] values, int window) {
        Columns.requireWindow(window, 1);
        double[] result = Columns.missing(values.length);
        for (int i = window; i < values.length; i++) {
            result[i] = values[i] / values[i - window] - 1;
        }
        return result;
    }
}
