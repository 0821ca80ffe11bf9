package io.aegismatrix.features.indicator;

/** Bollinger bands: a simple mean plus and minus a multiple of the population standard deviation (Bollinger 1983). */
public final class BollingerBands {

    private BollingerBands() {}

    /**
     * %B: where the close lies between the lower (0) and the upper band (1); beyond them it leaves [0, 1]. 0.5 where
     * nothing moved. First value at {@code window - 1}.
     *
     * @param multiple distance of a band from the mean in standard deviations, usually 2
     */
    public static double[] percentB(double[] close, int window, double multiple) {
        double[] mean = Rolling.mean(close, window);
        double[] spread = Rolling.populationStandardDeviation(close, window);
        double[] result = new double[close.length];
        for (int i = 0; i < result.length; i++) {
            boolean still = spread[i] <= Columns.ROUNDING * mean[i];
            result[i] = still ? 0.5 : 0.5 + (close[i] - mean[i]) / (2 * multiple * spread[i]);
        }
        return result;
    }

    /** Width: upper less lower band as a fraction of the mean. First value at {@code window - 1}. */
    public static double[] width(double[] close, int window, double multiple) {
        double[] mean = Rolling.mean(close, window);
        double[] result = Rolling.populationStandardDeviation(close, window);
        for (int i = 0; i < result.length; i++) {
            result[i] *= 2 * multiple / mean[i];
        }
        return result;
    }
}
