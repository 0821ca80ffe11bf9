package io.aegismatrix.features.indicator;

/** Relative strength index (Wilder 1978). */
public final class Rsi {

    private Rsi() {}

    /**
     * 100 · average gain / (average gain + average loss), both by Wilder's smoothing: 0 to 100, 50 where nothing moved.
     * First value at {@code window}.
     */
    public static double[] of(double[] close, int window) {
        double[] gain = Columns.missing(close.length);
        double[] loss = Columns.missing(close.length);
        for (int i = 1; i < close.length; i++) {
            double change = close[i] - close[i - 1];
            gain[i] = Math.max(change, 0);
            loss[i] = Math.max(-change, 0);
        }
        double[] up = MovingAverages.wilder(gain, window);
        double[] down = MovingAverages.wilder(loss, window);
        double[] result = Columns.missing(close.length);
        for (int i = 0; i < close.length; i++) {
            result[i] = 100 * Columns.ratio(up[i], up[i] + down[i], 0.5);
        }
        return result;
    }
}
