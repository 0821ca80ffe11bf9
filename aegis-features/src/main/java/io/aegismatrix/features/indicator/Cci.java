package io.aegismatrix.features.indicator;

/** Commodity channel index (Lambert 1980). */
public final class Cci {

    private static final double SCALE = 0.015;

    private Cci() {}

    /**
     * Distance of the typical price from its simple mean in units of 0.015 mean absolute deviations; 0 where nothing
     * moved. First value at {@code window - 1}.
     */
    public static double[] of(double[] high, double[] low, double[] close, int window) {
        Columns.requireSameLength(high, low, close);
        double[] typical = new double[close.length];
        for (int i = 0; i < typical.length; i++) {
            typical[i] = (high[i] + low[i] + close[i]) / 3;
        }
        double[] mean = Rolling.mean(typical, window);
        double[] result = Columns.missing(close.length);
        for (int i = window - 1; i < result.length; i++) {
            double deviation = meanDeviation(typical, i - window + 1, i + 1, mean[i]);
            boolean still = deviation <= Columns.ROUNDING * mean[i];
            result[i] = still ? 0 : (typical[i] - mean[i]) / (SCALE * deviation);
        }
        return result;
    }

    private static double meanDeviation(double[] values, int from, int to, double mean) {
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += Math.abs(values[j] - mean);
        }
        return sum / (to - from);
    }
}
