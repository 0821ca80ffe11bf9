package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LossComparisonTest {

    private static double[] losses(long seed, double mean) {
        return new Random(seed).doubles(300, mean - 0.5, mean + 0.5).toArray();
    }

    @Test
    void is_one_sided() {
        LossComparison worse = LossComparison.of(losses(1, 1.2), losses(2, 1), 1);
        LossComparison better = LossComparison.of(losses(2, 1), losses(1, 1.2), 1);

        assertThat(worse.pValue()).isLessThan(1e-6);
        assertThat(better.pValue()).isCloseTo(1 - worse.pValue(), within(1e-12));
        assertThat(worse.loss() - worse.otherLoss()).isCloseTo(0.2, within(0.1));
        assertThat(worse.n()).isEqualTo(300);
    }

    @Test
    void needs_more_outcomes_the_more_they_overlap() {
        assertThat(LossComparison.testable(30, 1)).isTrue();
        assertThat(LossComparison.testable(29, 1)).isFalse();
        assertThat(LossComparison.testable(239, 40)).isFalse();
        assertThatThrownBy(() -> LossComparison.of(new double[20], new double[20], 1))
                .hasMessageContaining("was 20 that overlap by 1");
    }

    @Test
    void overlapping_outcomes_raise_false_alarms_no_more_often_than_stated() {
        int horizon = 10;
        int alarms = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            double[] noise = new Random(run).doubles(700 + horizon, -1, 1).toArray();
            double[] overlapping = new double[700];
            for (int i = 0; i < overlapping.length; i++) {
                for (int k = 0; k < horizon; k++) {
                    overlapping[i] += noise[i + k];
                }
            }
            alarms += LossComparison.of(overlapping, new double[700], horizon).pValue() < 0.05 ? 1 : 0;
        }
        assertThat((double) alarms / runs).isBetween(0.02, 0.085);
    }

    @Test
    void p_values_are_corrected_for_the_share_of_false_claims_as_by_hand() {
        List<Double> adjusted = MultipleTests.benjaminiHochberg(List.of(0.2, 0.001, 0.04, 0.03, 0.9, 0.008));

        double[] expected = {0.24, 0.006, 0.06, 0.06, 0.9, 0.024};
        for (int i = 0; i < expected.length; i++) {
            assertThat(adjusted.get(i)).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(MultipleTests.benjaminiHochberg(List.of())).isEmpty();
    }

    @Test
    void holm_multiplies_by_the_tests_left_and_never_falls() {
        // By hand: 5 * 0.005, 4 * 0.01, 3 * 0.03, 2 * 0.04 raised to it, 0.9.
        List<Double> adjusted = MultipleTests.holm(List.of(0.01, 0.04, 0.03, 0.005, 0.9));
        double[] expected = {0.04, 0.09, 0.09, 0.025, 0.9};
        for (int i = 0; i < expected.length; i++) {
            assertThat(adjusted.get(i)).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(MultipleTests.holm(List.of())).isEmpty();
    }
}
