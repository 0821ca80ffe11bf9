package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShrinkageTest {

    @Test
    void finds_the_weight_with_the_smallest_loss() {
        for (int step = 1; step <= 20; step++) {
            double best = step / 20.0;
            assertThat(Shrinkage.weight(weight -> 1 + (weight - best) * (weight - best)))
                    .isCloseTo(best, within(1e-12));
        }
    }

    @Test
    void gives_no_weight_to_a_model_that_does_not_beat_the_baseline() {
        assertThat(Shrinkage.weight(weight -> 1 + weight)).isZero();
        assertThat(Shrinkage.weight(weight -> 1)).isZero();
        assertThat(Shrinkage.weight(weight -> 1 - 0.5e-4 * weight)).isZero();
        assertThat(Shrinkage.weight(weight -> Double.NaN)).isZero();
    }

    @Test
    void blends_linearly() {
        assertThat(Shrinkage.blend(0, 0.9, 0.2)).isEqualTo(0.2);
        assertThat(Shrinkage.blend(1, 0.9, 0.2)).isEqualTo(0.9);
        assertThat(Shrinkage.blend(0.25, 0.9, 0.1)).isCloseTo(0.3, within(1e-15));
    }
}
