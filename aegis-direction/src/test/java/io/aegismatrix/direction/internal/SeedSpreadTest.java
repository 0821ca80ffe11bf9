package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeedSpreadTest {

    @Test
    void is_the_distance_between_the_worst_and_the_best_network() {
        SeedSpread spread = new SeedSpread(3, 2);
        spread.add(1, new double[] {0.5, 0.25, 0.4});
        spread.add(1, new double[] {0.5, 0.5, 0.4});

        // By hand: means of −ln p are 0.6931, 1.0397 and 0.9163.
        assertThat(spread.losses(1)).containsExactly(new double[] {0.6931, 1.0397, 0.9163}, within(1e-4));
        assertThat(spread.range(1)).isCloseTo(0.3466, within(1e-4));
        assertThat(spread.describe(1)).isEqualTo("log loss 0.6931, 1.0397, 0.9163; 0.3466 apart");
    }

    @Test
    void knows_nothing_of_a_horizon_without_outcomes() {
        SeedSpread spread = new SeedSpread(3, 2);
        spread.add(1, new double[] {0.5, 0.25, 0.4});

        assertThat(spread.losses(0)).containsOnly(Double.NaN);
    }
}
