package io.aegismatrix.direction;

import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.score.SequenceNetwork;
import io.aegismatrix.features.label.DirectionClass;
import java.util.Arrays;
import java.util.List;

/** An empirical distribution of log returns. Immutable. */
final class Distribution {

    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    /** Moves in units, ascending, times the unit. */
    static Distribution of(double[] sorted, double unit) {
        return new Distribution(Arrays.stream(sorted).map(move -> move * unit).toArray());
    }

    double quantile(double level) {
        return Quantiles.ofSorted(sorted, level);
    }

    double mean() {
        return Arrays.stream(sorted).average().orElseThrow();
    }

    /**
     * What is left of it when only a share of its variance is still to come: drift shrinks with the share, spread with
     * its square root.
     */
    Distribution remaining(double share) {
        double mean = mean();
        double root = Math.sqrt(share);
        return new Distribution(Arrays.stream(sorted)
                .map(move -> share * mean + root * (move - mean))
                .toArray());
    }

    /**
     * Probabilities of down, neutral and up of {@code passed} plus what {@code share} leaves of this distribution, after
     * its moves were given the stated class probabilities: each move weighs the probability of its own class divided by
     * the number of moves in it. With all of the variance to come the stated probabilities come back.
     *
     * @param stated probabilities of down, neutral and up of a whole session
     * @param deadZone half width of the neutral zone, log return
     */
    List<Double> classes(List<Double> stated, double deadZone, double passed, double share) {
        int[] counts = new int[SequenceNetwork.OUTCOMES];
        for (double move : sorted) {
            counts[DirectionClass.of(move, deadZone).position()]++;
        }
        double[] weights = new double[sorted.length];
        double mean = 0;
        double total = 0;
        for (int i = 0; i < sorted.length; i++) {
            int own = DirectionClass.of(sorted[i], deadZone).position();
            weights[i] = stated.get(own) / counts[own];
            mean += weights[i] * sorted[i];
            total += weights[i];
        }
        return shifted(weights, total, mean / total, deadZone, passed, share);
    }

    private List<Double> shifted(
            double[] weights, double total, double mean, double deadZone, double passed, double share) {
        double[] probabilities = new double[SequenceNetwork.OUTCOMES];
        double root = Math.sqrt(share);
        for (int i = 0; i < sorted.length; i++) {
            double close = share == 1 ? passed + sorted[i] : passed + share * mean + root * (sorted[i] - mean);
            probabilities[DirectionClass.of(close, deadZone).position()] += weights[i] / total;
        }
        return Arrays.stream(probabilities).boxed().toList();
    }
}
