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
        return apply(values, window, 2, Rolling::standardDeviationOf);
    }

    /** Population standard deviation, divisor {@code window}. */
    public static double[] populationStandardDeviation(double[] values, int window) {
        return apply(values, window, 1, Rolling::populationDeviationOf);
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
        return ordered(values, window, minimum, (sorted, size) -> quantileOf(sorted, size, level));
    }

    /** Mean of the {@code count} largest values of the window. */
    public static double[] largestMean(double[] values, int window, int count) {
        requireCount(count, window);
        return ordered(values, window, window, (sorted, size) -> meanOf(sorted, size - count, size));
    }

    /** Mean of the {@code count} smallest values of the window. */
    public static double[] smallestMean(double[] values, int window, int count) {
        requireCount(count, window);
        return ordered(values, window, window, (sorted, size) -> meanOf(sorted, 0, count));
    }

    private static void requireCount(int count, int window) {
        if (count < 1 || count > window) {
            throw new IllegalArgumentException("count must be in [1, " + window + "], was " + count);
        }
    }

    /** A statistic of the first {@code size} of the sorted values. */
    @FunctionalInterface
    private interface OrderStatistic {
        double of(double[] sorted, int size);
    }

    /** Keeps the window's present values sorted, moving one in and one out a session instead of sorting each window. */
    private static double[] ordered(double[] values, int window, int minimum, OrderStatistic statistic) {
        Columns.requireWindow(window, 1);
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
                result[i] = statistic.of(sorted, size);
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

    private static double squaredDeviations(double[] values, int from, int to, double mean) {
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += (values[j] - mean) * (values[j] - mean);
        }
        return sum;
    }

    private static double standardDeviationOf(double[] values, int from, int to) {
        return Math.sqrt(squaredDeviations(values, from, to, meanOf(values, from, to)) / (to - from - 1));
    }

    private static double populationDeviationOf(double[] values, int from, int to) {
        return Math.sqrt(squaredDeviations(values, from, to, meanOf(values, from, to)) / (to - from));
    }

    private static double standardizedMoment(double[] values, int from, int to, int order, double normal) {
        double mean = meanOf(values, from, to);
        double squares = 0;
        double powers = 0;
        for (int j = from; j < to; j++) {
            double deviation = values[j] - mean;
            double square = deviation * deviation;
            squares += square;
            powers += order == 3 ? square * deviation : square * square;
        }
        int count = to - from;
        double spread = Math.sqrt(squares / count);
        if (spread <= Columns.ROUNDING * Math.abs(mean)) {
            return 0;
        }
        return powers / count / Math.pow(spread, order) - normal;
    }

    private static double zScoreOf(double[] values, int from, int to) {
        double mean = meanOf(values, from, to);
        double spread = Math.sqrt(squaredDeviations(values, from, to, mean) / (to - from - 1));
        return spread <= Columns.ROUNDING * Math.abs(mean) ? 0 : (values[to - 1] - mean) / spread;
    }

    private static double percentileRankOf(double[] values, int from, int to) {
        double today = values[to - 1];
        int below = 0;
        int equal = 0;
        int above = 0;
        for (int j = from; j < to; j++) {
            if (values[j] < today) {
                below++;
            } else if (values[j] > today) {
                above++;
            } else if (values[j] == today) {
                equal++;
            }
        }
        int count = to - from;
        return below + equal + above < count ? Double.NaN : (below + 0.5 * equal) / count;
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
