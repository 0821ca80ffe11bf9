package io.aegismatrix.features.indicator;

import java.util.Arrays;

/**
 * Statistics of the last {@code window} values, today's included. The first value is at {@code window - 1}; a NaN in the
 * window makes the value NaN.
 *
 * <p>Every window is summed afresh: a running sum would be faster for long windows but carries the rounding of
 * everything before it, and the value of a session should not depend on where its history began.
 */
public final class Rolling {

    private Rolling() {}

    /** A statistic of {@code values[from, to)}. */
    @FunctionalInterface
    private interface Statistic {
        double of(double[] values, int from, int to);
    }

    private static double[] apply(double[] values, int window, int atLeast, Statistic statistic) {
        Columns.requireWindow(window, atLeast);
        double[] result = Columns.missing(values.length);
        for (int i = window - 1; i < values.length; i++) {
            result[i] = statistic.of(values, i - window + 1, i + 1);
        }
        return result;
    }

    /** Sum. */
    public static double[] sum(double[] values, int window) {
        return apply(values, window, 1, Rolling::sumOf);
    }

    /** Arithmetic mean. */
    public static double[] mean(double[] values, int window) {
        return apply(values, window, 1, Rolling::meanOf);
    }

    /** Sample standard deviation, divisor {@code window - 1}. */
    public static double[] standardDeviation(double[] values, int window) {
        return apply(
                values,
                window,
                2,
                (column, from, to) -> Math.sqrt(centralMoment(column, from, to, 2) * (to - from) / (to - from - 1)));
    }

    /** Population standard deviation, divisor {@code window}. */
    public static double[] populationStandardDeviation(double[] values, int window) {
        return apply(values, window, 1, (column, from, to) -> Math.sqrt(centralMoment(column, from, to, 2)));
    }

    /** Today's distance from the mean in sample standard deviations; 0 where nothing moved. */
    public static double[] zScore(double[] values, int window) {
        return apply(values, window, 2, Rolling::zScoreOf);
    }

    /** Skewness, third standardised population moment; 0 where nothing moved. */
    public static double[] skewness(double[] values, int window) {
        return apply(values, window, 2, (column, from, to) -> standardizedMoment(column, from, to, 3, 0));
    }

    /** Excess kurtosis, fourth standardised population moment less 3; 0 where nothing moved. */
    public static double[] kurtosis(double[] values, int window) {
        return apply(values, window, 2, (column, from, to) -> standardizedMoment(column, from, to, 4, 3));
    }

    /** Share of the window below today's value, ties counted half: in (0, 1), 0.5 where nothing moved. */
    public static double[] percentileRank(double[] values, int window) {
        return apply(values, window, 1, Rolling::percentileRankOf);
    }

    /** Largest value, by a monotonic queue in O(n). */
    public static double[] max(double[] values, int window) {
        return extreme(values, window, 1);
    }

    /** Smallest value, by a monotonic queue in O(n). */
    public static double[] min(double[] values, int window) {
        return extreme(values, window, -1);
    }

    /**
     * Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996), of the values in the
     * window that are not NaN.
     *
     * @param minimum values the window must hold for a result; the window may reach beyond the start of the column
     * @param level in [0, 1]
     */
    public static double[] quantile(double[] values, int window, int minimum, double level) {
        Columns.requireWindow(window, 1);
        if (!(level >= 0 && level <= 1)) {
            throw new IllegalArgumentException("quantile level must be in [0, 1], was " + level);
        }
        if (minimum < 1 || minimum > window) {
            throw new IllegalArgumentException("minimum must be in [1, " + window + "], was " + minimum);
        }
        double[] result = Columns.missing(values.length);
        double[] sorted = new double[window];
        int size = 0;
        for (int i = 0; i < values.length; i++) {
            if (i >= window && !Double.isNaN(values[i - window])) {
                size = remove(sorted, size, values[i - window]);
            }
            if (!Double.isNaN(values[i])) {
                size = insert(sorted, size, values[i]);
            }
            if (size >= minimum) {
                result[i] = quantileOf(sorted, size, level);
            }
        }
        return result;
    }

    private static int insert(double[] sorted, int size, double value) {
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int position = found >= 0 ? found : -found - 1;
        System.arraycopy(sorted, position, sorted, position + 1, size - position);
        sorted[position] = value;
        return size + 1;
    }

    private static int remove(double[] sorted, int size, double value) {
        int position = Arrays.binarySearch(sorted, 0, size, value);
        System.arraycopy(sorted, position + 1, sorted, position, size - position - 1);
        return size - 1;
    }

    private static double quantileOf(double[] sorted, int size, double level) {
        double position = level * (size - 1);
        int below = (int) Math.floor(position);
        double share = position - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }

    private static double sumOf(double[] values, int from, int to) {
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += values[j];
        }
        return sum;
    }

    private static double meanOf(double[] values, int from, int to) {
        return sumOf(values, from, to) / (to - from);
    }

    private static double centralMoment(double[] values, int from, int to, int order) {
        double mean = meanOf(values, from, to);
        double sum = 0;
        for (int j = from; j < to; j++) {
            double deviation = values[j] - mean;
            double square = deviation * deviation;
            sum += order == 2 ? square : order == 3 ? square * deviation : square * square;
        }
        return sum / (to - from);
    }

    private static double standardizedMoment(double[] values, int from, int to, int order, double normal) {
        double spread = Math.sqrt(centralMoment(values, from, to, 2));
        if (spread <= Columns.ROUNDING * Math.abs(meanOf(values, from, to))) {
            return 0;
        }
        return centralMoment(values, from, to, order) / Math.pow(spread, order) - normal;
    }

    private static double zScoreOf(double[] values, int from, int to) {
        double mean = meanOf(values, from, to);
        int count = to - from;
        double spread = Math.sqrt(centralMoment(values, from, to, 2) * count / (count - 1));
        return spread <= Columns.ROUNDING * Math.abs(mean) ? 0 : (values[to - 1] - mean) / spread;
    }

    private static double percentileRankOf(double[] values, int from, int to) {
        double today = values[to - 1];
        double below = Double.isNaN(today) ? Double.NaN : 0;
        for (int j = from; j < to; j++) {
            below += values[j] < today ? 1 : values[j] == today ? 0.5 : values[j] > today ? 0 : Double.NaN;
        }
        return below / (to - from);
    }

    private static double[] extreme(double[] values, int window, int sign) {
        Columns.requireWindow(window, 1);
        double[] result = Columns.missing(values.length);
        int[] queue = new int[values.length];
        int head = 0;
        int tail = 0;
        int lastMissing = -1;
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                lastMissing = i;
                head = tail;
                continue;
            }
            while (tail > head && sign * values[queue[tail - 1]] <= sign * values[i]) {
                tail--;
            }
            queue[tail++] = i;
            if (queue[head] <= i - window) {
                head++;
            }
            if (i - lastMissing >= window) {
                result[i] = values[queue[head]];
            }
        }
        return result;
    }
}
