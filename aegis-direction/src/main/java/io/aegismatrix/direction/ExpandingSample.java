package io.aegismatrix.direction;

import io.aegismatrix.engine.metric.Quantiles;
import java.util.Arrays;

/** Values that are known so far, kept in ascending order. Not thread-safe. */
final class ExpandingSample {

    private double[] sorted = new double[256];
    private int size;
    private double sum;

    /** Adds a value; NaN is ignored. */
    void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (size == sorted.length) {
            sorted = Arrays.copyOf(sorted, size * 2);
        }
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int at = found >= 0 ? found : -found - 1;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
        sum += value;
    }

    /** Number of values. */
    int size() {
        return size;
    }

    /** Mean; NaN without values. */
    double mean() {
        return sum / size;
    }

    /** Quantile as {@link Quantiles}; NaN without values. */
    double quantile(double level) {
        if (size == 0) {
            return Double.NaN;
        }
        double position = level * (size - 1);
        int below = (int) position;
        int above = Math.min(size - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The values, ascending. */
    double[] values() {
        return Arrays.copyOf(sorted, size);
    }
}
