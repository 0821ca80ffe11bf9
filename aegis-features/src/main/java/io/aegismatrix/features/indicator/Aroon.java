package io.aegismatrix.features.indicator;

/** Aroon (Chande 1995): how recently the window's extreme was set, 100 = today, 0 = {@code window} sessions ago. */
public final class Aroon {

    private Aroon() {}

    /** Recency of the highest high of the last {@code window + 1} sessions, the newest of equals. First value at {@code window}. */
    public static double[] up(double[] high, int window) {
        return recency(high, Rolling.max(high, window + 1), window);
    }

    /** Recency of the lowest low of the last {@code window + 1} sessions, the newest of equals. First value at {@code window}. */
    public static double[] down(double[] low, int window) {
        return recency(low, Rolling.min(low, window + 1), window);
    }

    private static double[] recency(double[] values, double[] extreme, int window) {
        Columns.requireWindow(window, 1);
        double[] result = Columns.missing(values.length);
        for (int i = window; i < values.length; i++) {
            if (!Double.isNaN(extreme[i])) {
                int at = i;
                while (values[at] != extreme[i]) {
                    at--;
                }
                result[i] = 100.0 * (window - (i - at)) / window;
            }
        }
        return result;
    }
}
