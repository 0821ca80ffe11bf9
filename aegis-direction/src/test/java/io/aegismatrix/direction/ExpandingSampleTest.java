package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.metric.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpandingSampleTest {

    @Test
    void agrees_with_quantiles_of_all_values_after_each_one() {
        SplittableRandom random = new SplittableRandom(11);
        ExpandingSample sample = new ExpandingSample();
        double[] values = new double[600];
        for (int i = 0; i < values.length; i++) {
            // Rounded, so that values repeat.
            values[i] = Math.round(random.nextGaussian() * 20) / 10.0;
            sample.add(values[i]);
            double[] known = Arrays.copyOf(values, i + 1);
            assertThat(sample.quantile(0.9)).isCloseTo(Quantiles.of(known, 0.9), within(1e-12));
            assertThat(sample.mean()).isCloseTo(Arrays.stream(known).average().orElseThrow(), within(1e-12));
        }
        assertThat(sample.values()).isSorted().hasSize(600);
    }

    @Test
    void ignores_what_is_not_known() {
        ExpandingSample sample = new ExpandingSample();
        sample.add(Double.NaN);

        assertThat(sample.size()).isZero();
        assertThat(sample.quantile(0.5)).isNaN();
    }
}
