package io.aegismatrix.features.indicator;

/** Directional movement: +DI, −DI and the average directional index (Wilder 1978), each 0 to 100. */
public final class Adx {

    private Adx() {}

    /** +DI: smoothed upward movement in percent of the average true range; 0 where nothing moved. First value at {@code window}. */
    public static double[] plusDirectionalIndicator(double[] high, double[] low, double[] close, int window) {
        return directionalIndicator(high, low, close, window, true);
    }

    /** −DI: smoothed downward movement in percent of the average true range; 0 where nothing moved. First value at {@code window}. */
    public static double[] minusDirectionalIndicator(double[] high, double[] low, double[] close, int window) {
        return directionalIndicator(high, low, close, window, false);
    }

    /**
     * ADX: Wilder's smoothing of |+DI − −DI| in percent of their sum; 0 where nothing moved. First value at {@code 2 *
     * window - 1}.
     */
    public static double[] of(double[] high, double[] low, double[] close, int window) {
        return of(
                plusDirectionalIndicator(high, low, close, window),
                minusDirectionalIndicator(high, low, close, window),
                window);
    }

    /** ADX from both directional indicators, for callers that have them already. */
    public static double[] of(double[] plus, double[] minus, int window) {
        Columns.requireSameLength(plus, minus);
        double[] index = new double[plus.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = 100 * Columns.ratio(Math.abs(plus[i] - minus[i]), plus[i] + minus[i], 0);
        }
        return MovingAverages.wilder(index, window);
    }

    private static double[] directionalIndicator(
            double[] high, double[] low, double[] close, int window, boolean upward) {
        double[] range = Atr.wilder(high, low, close, window);
        double[] movement = Columns.missing(close.length);
        for (int i = 1; i < close.length; i++) {
            double up = high[i] - high[i - 1];
            double down = low[i - 1] - low[i];
            double chosen = upward ? up : down;
            double other = upward ? down : up;
            movement[i] = chosen > other && chosen > 0 ? chosen : 0;
        }
        double[] result = MovingAverages.wilder(movement, window);
        for (int i = 0; i < result.length; i++) {
            result[i] = 100 * Columns.ratio(result[i], range[i], 0);
        }
        return result;
    }
}
