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

    /**
     * numpy 1.24.2, 20,000 circular block bootstrap draws in blocks of 10, ends reflected about the error; 500 draws find
     * an end within about an eighth of the standard error, 0.024.
     */
    @Test
    void interval_is_reflected_because_drawing_adds_noise_to_every_bin() {
        double[] stated = Lcg.uniform(400, 21);
        double[] luck = Lcg.uniform(400, 22);
        boolean[] happened = new boolean[400];
        boolean[] not = new boolean[400];
        double[] opposite = new double[400];
        for (int i = 0; i < happened.length; i++) {
            happened[i] = luck[i] < 0.3 + 0.3 * stated[i];
            not[i] = !happened[i];
            opposite[i] = 1 - stated[i];
        }
        assertThat(CalibrationError.of(stated, happened)).isCloseTo(0.21402745451312513, within(1e-12));
        double[] interval = CalibrationError.interval(stated, happened, 10);
        assertThat(interval[0]).isCloseTo(0.15997, within(0.4 * 0.024));
        assertThat(interval[1]).isCloseTo(0.25328, within(0.4 * 0.024));
        double[][] both = {stated, opposite};
        boolean[][] outcomes = {happened, not};
        assertThat(CalibrationError.ofClasses(both, outcomes)).isCloseTo(0.21402745451312513, within(1e-12));
        assertThat(CalibrationError.interval(both, outcomes, 10)[0]).isCloseTo(interval[0], within(1e-9));
    }
}
