package io.aegismatrix.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Spearman's rank correlation: one wild value moves it by one rank and no more. */
final class RankCorrelation {

    private RankCorrelation() {}

    /** The ranks of values, 0 for the smallest; equal ones share their mean rank. */
    static double[] ranks(double[] values) {
        int size = values.length;
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[size];
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /** Pearson's correlation of two rows of equal length; 0 if one of them is constant. */
    static double of(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }
}
