package io.aegismatrix.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.metric.Quantiles;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Golden numbers: scipy 1.17.1 (ks_2samp; the index as entropy both ways) on numpy 2.4.6. */
class DriftMeasuresTest {

    private static final double[] TRAINING = IntStream.range(0, 300)
            .mapToDouble(i -> Math.sin(i * 0.37) + 0.3 * Math.cos(i * 1.7))
            .toArray();
    private static final double[] RECENT = IntStream.range(0, 60)
            .mapToDouble(i -> 0.4 + 0.8 * Math.sin(i * 0.53))
            .toArray();

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(value -> Math.rint(value * 10) / 10).toArray();
    }

    @Test
    void kolmogorov_smirnov_is_scipys() {
        assertThat(DriftMeasures.kolmogorovSmirnov(TRAINING, RECENT)).isCloseTo(0.35333333333333333, within(1e-12));
    }

    @Test
    void kolmogorov_smirnov_is_scipys_with_ties_too() {
        assertThat(DriftMeasures.kolmogorovSmirnov(rounded(TRAINING), rounded(RECENT)))
                .isCloseTo(0.33666666666666667, within(1e-12));
    }

    @Test
    void kolmogorov_smirnov_is_0_for_the_same_and_1_for_values_apart() {
        assertThat(DriftMeasures.kolmogorovSmirnov(RECENT, RECENT)).isZero();
        assertThat(DriftMeasures.kolmogorovSmirnov(new double[] {1, 2}, new double[] {3, 4, 5}))
                .isEqualTo(1);
        assertThatThrownBy(() -> DriftMeasures.kolmogorovSmirnov(RECENT, new double[0]))
                .hasMessageContaining("was 60 and 0");
    }

    @Test
    void the_stability_index_is_scipys_relative_entropy_both_ways() {
        double[] edges = IntStream.range(1, 10)
                .mapToDouble(i -> Quantiles.of(TRAINING, i / 10.0))
                .toArray();
        double[] expected = Arrays.stream(DriftMeasures.counts(TRAINING, edges))
                .mapToDouble(count -> count / 300.0)
                .toArray();
        int[] counts = DriftMeasures.counts(RECENT, edges);

        assertThat(counts).containsExactly(0, 0, 0, 10, 11, 8, 6, 4, 7, 14);
        assertThat(DriftMeasures.populationStability(expected, counts)).isCloseTo(0.9042146954611298, within(1e-12));
    }

    @Test
    void bins_without_training_values_do_not_count() {
        assertThat(DriftMeasures.populationStability(new double[] {0.5, 0, 0.5}, new int[] {10, 7, 10}))
                .isCloseTo(0, within(1e-12));
        assertThatThrownBy(() -> DriftMeasures.populationStability(new double[2], new int[3]))
                .hasMessageContaining("was 2 and 3");
    }
}
