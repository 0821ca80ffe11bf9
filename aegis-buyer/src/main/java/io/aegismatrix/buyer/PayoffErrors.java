package io.aegismatrix.buyer;

import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.score.Floats;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.Arrays;

/**
 * What straddles paid over what was forecast for them, out of fold: the distribution that turns a forecast scale into win
 * odds and tails. Immutable.
 */
final class PayoffErrors {

    /** Fewest errors a distribution is read from. */
    static final int MINIMUM = 40;

    private final double[] sorted;
    private final double mean;

    private PayoffErrors(double[] sorted) {
        this.sorted = sorted;
        this.mean = Arrays.stream(sorted).average().orElseThrow();
    }

    /**
     * The distribution of ratios of payoff to forecast scale.
     *
     * @throws IllegalArgumentException if there are fewer than {@value #MINIMUM}, or their mean is not positive
     */
    static PayoffErrors of(double[] ratios) {
        if (ratios.length < MINIMUM) {
            throw new IllegalArgumentException(
                    "expected at least " + MINIMUM + " ratios of payoff to forecast, was " + ratios.length);
        }
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        PayoffErrors errors = new PayoffErrors(sorted);
        if (!(errors.mean > 0)) {
            throw new IllegalArgumentException("mean ratio of payoff to forecast must be positive, was " + errors.mean);
        }
        return errors;
    }

    /** Number of past straddles. */
    int size() {
        return sorted.length;
    }

    /** Mean ratio: what the scale must be multiplied by to be an expectation. */
    double mean() {
        return mean;
    }

    /** Probability that a straddle of that scale pays more than it cost; half an imaginary case on either side. */
    double winProbability(double scale) {
        int wins = 0;
        for (double ratio : sorted) {
            wins += scale * ratio > 1 ? 1 : 0;
        }
        return (wins + 0.5) / (sorted.length + 1);
    }

    /** The scale at which a straddle wins with a given probability: how past straddles would do at another price. */
    double scaleWinning(double probability) {
        return 1 / Quantiles.ofSorted(sorted, 1 - probability);
    }

    /** Quantile of the payoff of a straddle whose expected payoff is {@code expected}, in units of its price. */
    double quantile(double expected, double level) {
        return expected / mean * Quantiles.ofSorted(sorted, level);
    }

    /** Adds the ratios to a file under a name. */
    void putInto(SafeTensors.Builder file, String name) {
        file.put(name, new int[] {sorted.length}, Floats.narrowed(sorted));
    }

    /** Reads what {@link #putInto} wrote. */
    static PayoffErrors parse(SafeTensors file, String name) {
        return of(Floats.widened(file.floats(name)));
    }
}
