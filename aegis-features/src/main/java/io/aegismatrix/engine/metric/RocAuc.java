package io.aegismatrix.engine.metric;

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
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        long positives = 0;
        int i = 0;
        while (i < order.length) {
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                j++;
            }
            double rank = (i + 1 + j) / 2.0;
            for (int k = i; k < j; k++) {
                if (outcomes[order[k]]) {
                    rankSum += rank;
                    positives++;
                }
            }
            i = j;
        }
        long negatives = scores.length - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
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
