package io.aegismatrix.engine.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Expected calibration error of yes-or-no probabilities: how far stated probabilities are from observed frequencies, on
 * average, over bins of equally many forecasts (Naeini, Cooper and Hauskrecht 2015, with quantile bins).
 */
public final class CalibrationError {

    private static final int BINS = 10;

    private CalibrationError() {}

    /** The error, in probability. */
    public static double of(double[] probabilities, boolean[] outcomes) {
        int n = probabilities.length;
        if (n == 0) {
            throw new IllegalArgumentException("no forecasts to judge");
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int bins = Math.min(BINS, n);
        double error = 0;
        for (int bin = 0; bin < bins; bin++) {
            double stated = 0;
            double happened = 0;
            for (int i = (int) ((long) bin * n / bins); i < (int) ((long) (bin + 1) * n / bins); i++) {
                stated += probabilities[order[i]];
                happened += outcomes[order[i]] ? 1 : 0;
            }
            error += Math.abs(stated - happened);
        }
        return error / n;
    }
}
