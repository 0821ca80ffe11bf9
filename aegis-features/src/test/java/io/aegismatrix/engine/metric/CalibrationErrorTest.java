package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CalibrationErrorTest {

    /** The golden number is numpy 1.24.2's, over ten bins of equally many forecasts. */
    @Test
    void is_the_mean_distance_of_stated_from_observed_over_ten_bins() {
        double[] stated = new double[200];
        boolean[] happened = new boolean[200];
        for (int i = 0; i < stated.length; i++) {
            stated[i] = (Math.sin(i * 0.7) + 1) / 2 * 0.8 + 0.1;
            happened[i] = Math.sin(i * 1.3 + 0.4) > 0.1 * Math.cos(i);
        }
        assertThat(CalibrationError.of(stated, happened)).isCloseTo(0.24223135711097846, within(1e-12));
    }

    @Test
    void is_nothing_for_certainty_that_comes_true() {
        assertThat(CalibrationError.of(new double[] {0, 1, 1, 0}, new boolean[] {false, true, true, false}))
                .isZero();
    }

    @Test
    void refuses_to_judge_nothing() {
        assertThatThrownBy(() -> CalibrationError.of(new double[0], new boolean[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
