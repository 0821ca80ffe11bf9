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
     */
    public static double of(double[] scores, boolean[] outcomes) {
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
}
