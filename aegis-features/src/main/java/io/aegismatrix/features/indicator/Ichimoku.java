package io.aegismatrix.features.indicator;

/**
 * Ichimoku lines (Hosoda) in points. The leading spans are given as they stand on today's chart, that is as computed
 * {@link #DISPLACEMENT} sessions ago, so nothing is read from the future.
 */
public final class Ichimoku {

    /** Sessions in the conversion line. */
    public static final int CONVERSION = 9;

    /** Sessions in the base line. */
    public static final int BASE = 26;

    /** Sessions in leading span B. */
    public static final int SPAN = 52;

    /** Sessions by which the leading spans are drawn ahead. */
    public static final int DISPLACEMENT = 26;

    private Ichimoku() {}

    /** Tenkan-sen: middle of the 9-session range. First value at 8. */
    public static double[] conversionLine(double[] high, double[] low) {
        return middle(high, low, CONVERSION);
    }

    /** Kijun-sen: middle of the 26-session range. First value at 25. */
    public static double[] baseLine(double[] high, double[] low) {
        return middle(high, low, BASE);
    }

    /** Senkou span A over today: mean of conversion and base line 26 sessions ago. First value at 51. */
    public static double[] leadingSpanA(double[] high, double[] low) {
        double[] conversion = conversionLine(high, low);
        double[] base = baseLine(high, low);
        double[] result = Columns.missing(high.length);
        for (int i = DISPLACEMENT; i < result.length; i++) {
            result[i] = (conversion[i - DISPLACEMENT] + base[i - DISPLACEMENT]) / 2;
        }
        return result;
    }

    /** Senkou span B over today: middle of the 52-session range 26 sessions ago. First value at 77. */
    public static double[] leadingSpanB(double[] high, double[] low) {
        double[] middle = middle(high, low, SPAN);
        double[] result = Columns.missing(high.length);
        for (int i = DISPLACEMENT; i < result.length; i++) {
            result[i] = middle[i - DISPLACEMENT];
        }
        return result;
    }

    private static double[] middle(double[] high, double[] low, int window) {
        Columns.requireSameLength(high, low);
        double[] highest = Rolling.max(high, window);
        double[] lowest = Rolling.min(low, window);
        double[] result = new double[high.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (highest[i] + lowest[i]) / 2;
        }
        return result;
    }
}
