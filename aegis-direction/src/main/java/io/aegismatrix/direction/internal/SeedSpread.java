package io.aegismatrix.direction.internal;

import io.aegismatrix.engine.metric.Losses;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Log loss out of sample of each network alone, by horizon: networks that differ by more than they save have learned
 * noise. Collects; not thread-safe.
 */
public final class SeedSpread {

    private final double[][] sums;
    private final int[] counts;

    /** Starts without forecasts. */
    public SeedSpread(int networks, int heads) {
        this.sums = new double[heads][networks];
        this.counts = new int[heads];
    }

    /**
     * Adds a forecast whose outcome is known.
     *
     * @param stated what each network gave to the class that happened
     */
    public void add(int head, double[] stated) {
        for (int network = 0; network < stated.length; network++) {
            sums[head][network] += Losses.log(stated[network]);
        }
        counts[head]++;
    }

    /** Mean log loss of each network over a horizon; NaN without forecasts. */
    double[] losses(int head) {
        return Arrays.stream(sums[head]).map(sum -> sum / counts[head]).toArray();
    }

    /** Difference between the worst and the best network. */
    double range(int head) {
        double[] losses = losses(head);
        return Arrays.stream(losses).max().orElseThrow()
                - Arrays.stream(losses).min().orElseThrow();
    }

    /** The losses, and how far apart they are, as text. */
    public String describe(int head) {
        return IntStream.range(0, sums[head].length)
                .mapToObj(network -> String.format(Locale.ROOT, "%.4f", losses(head)[network]))
                .collect(
                        Collectors.joining(", ", "log loss ", String.format(Locale.ROOT, "; %.4f apart", range(head))));
    }
}
