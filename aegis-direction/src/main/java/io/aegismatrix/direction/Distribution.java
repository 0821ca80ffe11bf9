package io.aegismatrix.direction;

import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.score.SequenceNetwork;
import io.aegismatrix.features.label.DirectionClass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** An empirical distribution of log returns. Immutable. */
final class Distribution {

    private final double[] sorted;
    private final double mean;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
        this.mean = Arrays.stream(sorted).average().orElseThrow();
    }

    /** Moves in units, ascending, times the unit. */
    static Distribution of(double[] sorted, double unit) {
        return new Distribution(Arrays.stream(sorted).map(move -> move * unit).toArray());
    }

    double quantile(double level) {
        return Quantiles.ofSorted(sorted, level);
    }

    double mean() {
        return mean;
    }

    /**
     * What is left of it later in the session.
     *
     * @param share share of the drift still to come, 0 to 1
     * @param variance variance still to come, relative to that of the whole session
     */
    Distribution remaining(double share, double variance) {
        double root = Math.sqrt(variance);
        return new Distribution(Arrays.stream(sorted)
                .map(move -> share * mean + root * (move - mean))
                .toArray());
    }

    /**
     * Probabilities of down, neutral and up of {@code passed} plus what is left of this distribution, after
     * its moves were given the stated class probabilities: each move weighs the probability of its own class divided by
     * the number of moves in it. With nothing passed and all of the variance to come the stated probabilities come back.
     *
     * @param stated probabilities of down, neutral and up of a whole session
     * @param deadZone half width of the neutral zone, log return
     * @param passed the move so far, log return
     * @param share share of the drift still to come, 0 to 1
     * @param variance variance still to come, relative to that of the whole session
     */
    List<Double> classes(List<Double> stated, double deadZone, double passed, double share, double variance) {
        double[] moves = withEveryClass(deadZone);
        double[] weights = weights(moves, stated, deadZone);
        double mean = 0;
        for (int i = 0; i < moves.length; i++) {
            mean += weights[i] * moves[i];
        }
        double[] probabilities = new double[SequenceNetwork.OUTCOMES];
        double root = Math.sqrt(variance);
        for (int i = 0; i < moves.length; i++) {
            // Not through the mean when all is to come, lest rounding push a move over the zone's edge.
            double rest = share == 1 && variance == 1 ? moves[i] : share * mean + root * (moves[i] - mean);
            probabilities[DirectionClass.of(passed + rest, deadZone).position()] += weights[i];
        }
        // A sum of thousands of weights may miss 1 by its rounding.
        double total = Arrays.stream(probabilities).sum();
        return Arrays.stream(probabilities)
                .mapToObj(probability -> probability / total)
                .toList();
    }

    /** The moves, with one of twice the zone's width for each class that never occurred: it may occur all the same. */
    private double[] withEveryClass(double deadZone) {
        int[] counts = counts(sorted, deadZone);
        return DoubleStream.concat(
                        Arrays.stream(sorted),
                        DoubleStream.of(-2 * deadZone, 0, 2 * deadZone)
                                .filter(move -> counts[position(move, deadZone)] == 0))
                .toArray();
    }

    private static double[] weights(double[] moves, List<Double> stated, double deadZone) {
        int[] counts = counts(moves, deadZone);
        return Arrays.stream(moves)
                .map(move -> stated.get(position(move, deadZone)) / counts[position(move, deadZone)])
                .toArray();
    }

    private static int[] counts(double[] moves, double deadZone) {
        int[] counts = new int[SequenceNetwork.OUTCOMES];
        for (double move : moves) {
            counts[position(move, deadZone)]++;
        }
        return counts;
    }

    private static int position(double move, double deadZone) {
        return DirectionClass.of(move, deadZone).position();
    }
}
