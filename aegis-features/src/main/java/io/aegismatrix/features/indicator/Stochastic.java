package io.aegismatrix.features.indicator;

/** Stochastic oscillator (Lane). */
public final class Stochastic {

    private Stochastic() {}

    /**
     * %K: where the close lies between the window's lowest low (0) and highest high (100); 50 where they are equal.
     * First value at {@code window - 1}.
     */
    public static double[] percentK(double[] high, double[] low, double[] close, int window) {
        Columns.requireSameLength(high, low, close);
        double[] highest = Rolling.max(high, window);
        double[] lowest = Rolling.min(low, window);
        double[] result = new double[close.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = 100 * Columns.ratio(close[i] - lowest[i], highest[i] - lowest[i], 0.5);
        }
        return result;
    }
}
