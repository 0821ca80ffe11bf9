package io.aegismatrix.engine.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;
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
        int[] once = new int[probabilities.length];
        Arrays.fill(once, 1);
        return weighted(probabilities, outcomes, order(probabilities), once);
    }

    /**
     * Central 95 % interval of {@link #of}, from a block bootstrap reflected about the error itself: a drawn sample adds
     * noise to every bin, so its error is too large by about as much as the measured one is.
     *
     * @param horizon sessions the outcomes overlap; blocks of at least 5 sessions keep neighbours together
     * @return lower and upper end, the error itself between them; NaN both if there are too few outcomes
     */
    public static double[] interval(double[] probabilities, boolean[] outcomes, int horizon) {
        int[] order = order(probabilities);
        return reflected(
                of(probabilities, outcomes),
                order.length,
                horizon,
                times -> weighted(probabilities, outcomes, order, times));
    }

    /**
     * Class-wise calibration error of a joint forecast: the mean over its classes of each one's error against the rest
     * (Kull and others 2019, with quantile bins).
     *
     * @param probabilities {@code [classes][forecasts]}
     * @param outcomes {@code [classes][forecasts]}: whether the class was the one that happened
     */
    public static double ofClasses(double[][] probabilities, boolean[][] outcomes) {
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += of(probabilities[i], outcomes[i]);
        }
        return sum / probabilities.length;
    }

    /** Central 95 % interval of {@link #ofClasses}, as for {@link #interval(double[], boolean[], int)}. */
    public static double[] interval(double[][] probabilities, boolean[][] outcomes, int horizon) {
        int[][] orders = new int[probabilities.length][];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = order(probabilities[i]);
        }
        return reflected(ofClasses(probabilities, outcomes), probabilities[0].length, horizon, times -> {
            double sum = 0;
            for (int i = 0; i < orders.length; i++) {
                sum += weighted(probabilities[i], outcomes[i], orders[i], times);
            }
            return sum / orders.length;
        });
    }

    private static double[] reflected(double error, int n, int horizon, ToDoubleFunction<int[]> drawnError) {
        double[] drawn = BlockBootstrap.interval(n, Math.max(5, horizon), drawnError);
        return new double[] {
            Math.max(0, Math.min(error, 2 * error - drawn[1])), Math.min(1, Math.max(error, 2 * error - drawn[0]))
        };
    }

    private static int[] order(double[] probabilities) {
        if (probabilities.length == 0) {
            throw new IllegalArgumentException("no forecasts to judge");
        }
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> probabilities[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double weighted(double[] probabilities, boolean[] outcomes, int[] order, int[] times) {
        int n = order.length;
        int bins = Math.min(BINS, n);
        double error = 0;
        long drawn = 0;
        for (int bin = 0; bin < bins; bin++) {
            double stated = 0;
            double happened = 0;
            for (int i = (int) ((long) bin * n / bins); i < (int) ((long) (bin + 1) * n / bins); i++) {
                stated += times[order[i]] * probabilities[order[i]];
                happened += outcomes[order[i]] ? times[order[i]] : 0;
                drawn += times[order[i]];
            }
            error += Math.abs(stated - happened);
        }
        return error / drawn;
    }
}
