package io.aegismatrix.features.indicator;

/** Williams %R. */
public final class WilliamsR {

    private WilliamsR() {}

    /**
     * Distance of the close below the window's highest high: −100 at the lowest low, 0 at the highest high, −50 where
     * they are equal. First value at {@code window - 1}.
     */
    public static double[] of(double[] high, double[] low, double[] close, int window) {
        double[] result = Stochastic.percentK(high, low, close, window);
        for (int i = 0; i < result.length; i++) {
            result[i] -= 100;
        }
        return result;
    }
}
