package io.aegismatrix.features.indicator;

/** Donchian channel: highest high and lowest low of the last sessions, today's included. First value at {@code window - 1}. */
public final class Donchian {

    private Donchian() {}

    /** Highest high, points. */
    public static double[] upper(double[] high, int window) {
        return Rolling.max(high, window);
    }

    /** Lowest low, points. */
    public static double[] lower(double[] low, int window) {
        return Rolling.min(low, window);
    }

    /** Where the close lies in the channel, 0 = lower, 1 = upper; 0.5 where the channel has no width. */
    public static double[] position(double[] high, double[] low, double[] close, int window) {
        Columns.requireSameLength(high, low, close);
        double[] upper = upper(high, window);
        double[] lower = lower(low, window);
        double[] result = new double[close.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Columns.ratio(close[i] - lower[i], upper[i] - lower[i], 0.5);
        }
        return result;
    }

    /** Width as ln(upper / lower). */
    public static double[] width(double[] high, double[] low, int window) {
        Columns.requireSameLength(high, low);
        double[] upper = upper(high, window);
        double[] lower = lower(low, window);
        double[] result = new double[high.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.log(upper[i] / lower[i]);
        }
        return result;
    }
}
