package io.aegismatrix.features.indicator;

/**
 * Volatility a session estimated from open, high, low and close: standard deviation of the log return of one session,
 * not annualised. 0 where nothing moved.
 */
public final class RangeVolatility {

    private static final double FOUR_LOG_TWO = 4 * Math.log(2);

    private RangeVolatility() {}

    /** From high and low, open to close only (Parkinson 1980). First value at {@code window - 1}. */
    public static double[] parkinson(double[] high, double[] low, int window) {
        Columns.requireSameLength(high, low);
        double[] variance = new double[high.length];
        for (int i = 0; i < variance.length; i++) {
            double range = Math.log(high[i] / low[i]);
            variance[i] = range * range / FOUR_LOG_TWO;
        }
        return rootMean(variance, window);
    }

    /**
     * Variance of each session: squared overnight return plus the open-to-close variance from range and body (Garman and
     * Klass 1980, equation 20). First value at 1.
     */
    public static double[] garmanKlassVariance(double[] open, double[] high, double[] low, double[] close) {
        requireSameLength(open, high, low, close);
        double[] variance = Columns.missing(close.length);
        for (int i = 1; i < variance.length; i++) {
            double overnight = Math.log(open[i] / close[i - 1]);
            variance[i] = overnight * overnight + openToClose(open[i], high[i], low[i], close[i]);
        }
        return variance;
    }

    private static double openToClose(double open, double high, double low, double close) {
        double range = Math.log(high / low);
        double body = Math.log(close / open);
        return 0.5 * range * range - (2 * Math.log(2) - 1) * body * body;
    }

    /** Open to close, indifferent to drift (Rogers and Satchell 1991). First value at {@code window - 1}. */
    public static double[] rogersSatchell(double[] open, double[] high, double[] low, double[] close, int window) {
        return rootMean(rogersSatchellVariance(open, high, low, close), window);
    }

    /**
     * Overnight and open-to-close together, indifferent to drift and to opening jumps (Yang and Zhang 2000). First value
     * at {@code window}.
     */
    public static double[] yangZhang(double[] open, double[] high, double[] low, double[] close, int window) {
        Columns.requireWindow(window, 2);
        double[] within = Rolling.mean(rogersSatchellVariance(open, high, low, close), window);
        double[] overnight = Columns.missing(close.length);
        double[] body = new double[close.length];
        for (int i = 0; i < close.length; i++) {
            overnight[i] = i == 0 ? Double.NaN : Math.log(open[i] / close[i - 1]);
            body[i] = Math.log(close[i] / open[i]);
        }
        double[] overnightSpread = Rolling.standardDeviation(overnight, window);
        double[] bodySpread = Rolling.standardDeviation(body, window);
        double weight = 0.34 / (1.34 + (window + 1.0) / (window - 1.0));
        double[] result = new double[close.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.sqrt(overnightSpread[i] * overnightSpread[i]
                    + weight * bodySpread[i] * bodySpread[i]
                    + (1 - weight) * within[i]);
        }
        return result;
    }

    private static double[] rogersSatchellVariance(double[] open, double[] high, double[] low, double[] close) {
        requireSameLength(open, high, low, close);
        double[] variance = new double[close.length];
        for (int i = 0; i < variance.length; i++) {
            variance[i] = Math.log(high[i] / close[i]) * Math.log(high[i] / open[i])
                    + Math.log(low[i] / close[i]) * Math.log(low[i] / open[i]);
        }
        return variance;
    }

    private static double[] rootMean(double[] variance, int window) {
        double[] result = Rolling.mean(variance, window);
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.sqrt(result[i]);
        }
        return result;
    }

    private static void requireSameLength(double[] open, double[] high, double[] low, double[] close) {
        Columns.requireSameLength(open, high, low);
        Columns.requireSameLength(open, close);
    }
}
