package io.aegismatrix.engine.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Area under the receiver operating characteristic: how well scores order yes before no; 0.5 is chance. */
public final class RocAuc {

    private RocAuc() {}

    /**
     * Mann-Whitney form with ties counted half.
     *
     * @return NaN if only one class occurs
     * @throws IllegalArgumentException if a score is NaN, or there is not one outcome a score
     */
    public static double of(double[] scores, boolean[] outcomes) {
        requireComparable(scores, outcomes);
        int[] once = new int[scores.length];
        Arrays.fill(once, 1);
        return weighted(scores, outcomes, order(scores), once);
    }

    /**
     * Central 95 % interval of {@link #of}, from a block bootstrap.
     *
     * @param horizon sessions the outcomes overlap; blocks of at least 5 sessions keep neighbours together
     * @return lower and upper end; NaN both if there are too few outcomes, or too few of one class
     */
    public static double[] interval(double[] scores, boolean[] outcomes, int horizon) {
        requireComparable(scores, outcomes);
        int[] order = order(scores);
        return BlockBootstrap.interval(
                scores.length, Math.max(5, horizon), times -> weighted(scores, outcomes, order, times));
    }

    private static int[] order(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Share of pairs in the right order, where an outcome counts as often as {@code times} says. */
    private static double weighted(double[] scores, boolean[] outcomes, int[] order, int[] times) {
        double rightPairs = 0;
        double positives = 0;
        double negatives = 0;
        int i = 0;
        while (i < order.length) {
            double positivesHere = 0;
            double negativesHere = 0;
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                positivesHere += outcomes[order[j]] ? times[order[j]] : 0;
                negativesHere += outcomes[order[j]] ? 0 : times[order[j]];
                j++;
            }
            rightPairs += positivesHere * (negatives + negativesHere / 2);
            positives += positivesHere;
            negatives += negativesHere;
            i = j;
        }
        return positives == 0 || negatives == 0 ? Double.NaN : rightPairs / (positives * negatives);
    }

    private static void requireComparable(double[] scores, boolean[] outcomes) {
        if (scores.length != outcomes.length) {
            throw new IllegalArgumentException(
                    "expected one outcome a score, was " + outcomes.length + " for " + scores.length);
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("scores must be comparable, was NaN at position " + i);
            }
        }
    }
}
