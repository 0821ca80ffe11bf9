package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.Quantiles;
import java.util.Arrays;

/** The simplest forecast of a size: the median of all sizes known so far. */
final class RunningMedian {

    /** What a report calls it. */
    static final String NAME = "expanding median";

    private RunningMedian() {}

    /** Median of all sizes known by each row; NaN while fewer than {@value RunningFrequency#MINIMUM} are. */
    static double[] of(double[] sizes, int horizon) {
        double[] sorted = new double[sizes.length];
        double[] medians = new double[sizes.length];
        int count = 0;
        for (int row = 0; row < sizes.length; row++) {
            double known = row >= horizon ? sizes[row - horizon] : Double.NaN;
            if (!Double.isNaN(known)) {
                int position = Arrays.binarySearch(sorted, 0, count, known);
                int at = position >= 0 ? position : -position - 1;
                System.arraycopy(sorted, at, sorted, at + 1, count - at);
                sorted[at] = known;
                count++;
            }
            medians[row] = count < RunningFrequency.MINIMUM
                    ? Double.NaN
                    : Quantiles.ofSorted(Arrays.copyOf(sorted, count), 0.5);
        }
        return medians;
    }
}
