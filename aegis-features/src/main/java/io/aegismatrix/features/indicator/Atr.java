package io.aegismatrix.features.indicator;

/** Average true range (Wilder 1978), in points of its inputs. */
public final class Atr {

    private Atr() {}

    /**
     * Largest of high − low, |high − previous close| and |low − previous close|. First value at 1: the first session has
     * no previous close.
     */
    public static double[] trueRange(double[] high, double[] low, double[] close) {
        Columns.requireSameLength(high, low, close);
        double[] result = Columns.missing(close.length);
        for (int i = 1; i < result.length; i++) {
            double before = close[i - 1];
            result[i] = Math.max(high[i] - low[i], Math.max(Math.abs(high[i] - before), Math.abs(low[i] - before)));
        }
        return result;
    }

    /** Wilder's smoothing of the true range. First value at {@code window}. */
    public static double[] wilder(double[] high, double[] low, double[] close, int window) {
        return MovingAverages.wilder(trueRange(high, low, close), window);
    }
}
