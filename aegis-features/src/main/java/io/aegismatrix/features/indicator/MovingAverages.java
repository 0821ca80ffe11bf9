package io.aegismatrix.features.indicator;

/** Moving averages of one column: simple, exponential, double exponential and Wilder's. */
public final class MovingAverages {

    private MovingAverages() {}

    /** Simple moving average. First value at {@code window - 1}. */
    public static double[] simple(double[] values, int window) {
        return Rolling.mean(values, window);
    }

    /**
     * Exponential moving average with weight 2 / (window + 1), seeded with the simple mean of the first {@code window}
     * values. Leading NaN are skipped; a later NaN makes everything after it NaN. First value at {@code window - 1}.
     */
    public static double[] exponential(double[] values, int window) {
        return smooth(values, window, 2.0 / (window + 1));
    }

    /**
     * Double exponential moving average: twice the exponential average less its own exponential average (Mulloy 1994).
     * First value at {@code 2 * (window - 1)}.
     */
    public static double[] doubleExponential(double[] values, int window) {
        double[] once = exponential(values, window);
        double[] twice = exponential(once, window);
        double[] result = Columns.missing(values.length);
        for (int i = 0; i < values.length; i++) {
            result[i] = 2 * once[i] - twice[i];
        }
        return result;
    }

    /**
     * Wilder's smoothing: an exponential average with weight 1 / window, seeded with the simple mean of the first {@code
     * window} values (Wilder 1978). NaN as in {@link #exponential}. First value at {@code window - 1}.
     */
    public static double[] wilder(double[] values, int window) {
        return smooth(values, window, 1.0 / window);
    }

    private static double[] smooth(double[] values, int window, double weight) {
        Columns.requireWindow(window, 1);
        double[] result = Columns.missing(values.length);
        int seed = firstPresent(values) + window - 1;
        if (seed >= values.length) {
            return result;
        }
        double average = 0;
        for (int i = seed - window + 1; i <= seed; i++) {
            average += values[i];
        }
        average /= window;
        result[seed] = average;
        for (int i = seed + 1; i < values.length; i++) {
            average += weight * (values[i] - average);
            result[i] = average;
        }
        return result;
    }

    private static int firstPresent(double[] values) {
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            first++;
        }
        return first;
    }
}
