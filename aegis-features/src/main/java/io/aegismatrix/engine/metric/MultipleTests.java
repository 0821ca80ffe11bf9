package io.aegismatrix.engine.metric;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Several tests asked at once: the more there are, the likelier one of them shouts by luck. */
public final class MultipleTests {

    private MultipleTests() {}

    /**
     * P-values adjusted so that the chance of even one false alarm among all tests stays below whatever level they are
     * held against, however the tests depend on each other (Holm 1979).
     *
     * @return adjusted p-values in the order given
     */
    public static List<Double> holm(List<Double> pValues) {
        int n = pValues.size();
        Double[] adjusted = new Double[n];
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        double largest = 0;
        for (int rank = 0; rank < n; rank++) {
            largest = Math.max(largest, Math.min(1, (n - rank) * pValues.get(order.get(rank))));
            adjusted[order.get(rank)] = largest;
        }
        return List.of(adjusted);
    }

    /**
     * P-values adjusted so that, of the claims whose adjusted value is below a level, at most that share is false on average
     * (Benjamini and Hochberg 1995). It holds for independent tests and for those that are positively dependent, as the same
     * output on related markets is.
     *
     * @return adjusted p-values in the order given
     */
    public static List<Double> benjaminiHochberg(List<Double> pValues) {
        int n = pValues.size();
        Double[] adjusted = new Double[n];
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .toList();
        double smallest = 1;
        for (int rank = n - 1; rank >= 0; rank--) {
            smallest = Math.min(smallest, pValues.get(order.get(rank)) * n / (rank + 1));
            adjusted[order.get(rank)] = smallest;
        }
        return List.of(adjusted);
    }
}
