package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RocAucTest {

    @Test
    void equals_that_of_scikit_learn_with_and_without_ties() {
        double[] score = Lcg.uniform(200, 1);
        // scikit-learn 1.2.1: sklearn.metrics.roc_auc_score
        assertThat(RocAuc.of(score, Lcg.below(Lcg.uniform(200, 13), score)))
                .isCloseTo(0.7631052420968387, within(1e-12));
        double[] coarse = Arrays.stream(Lcg.uniform(200, 11))
                .map(value -> Math.rint(10 * value) / 10)
                .toArray();
        double[] chance = Arrays.stream(coarse).map(value -> 0.3 + 0.4 * value).toArray();
        assertThat(RocAuc.of(coarse, Lcg.below(Lcg.uniform(200, 12), chance)))
                .isCloseTo(0.615053548193374, within(1e-12));
    }

    @Test
    void perfect_reversed_and_constant_scores() {
        boolean[] outcomes = {false, false, true, true, true};
        assertThat(RocAuc.of(new double[] {1, 2, 3, 4, 5}, outcomes)).isEqualTo(1);
        assertThat(RocAuc.of(new double[] {5, 4, 3, 2, 1}, outcomes)).isZero();
        assertThat(RocAuc.of(new double[5], outcomes)).isEqualTo(0.5);
        assertThat(RocAuc.of(new double[] {-0.0, 0.0, -0.0, 0.0, 0.0}, outcomes))
                .isEqualTo(0.5);
        assertThat(RocAuc.of(new double[3], new boolean[3])).isNaN();
    }

    @Test
    void refuses_a_score_that_is_no_number_instead_of_looking_for_its_place_forever() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> RocAuc.of(new double[] {1, Double.NaN, 2}, new boolean[3]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("scores must be comparable, was NaN at position 1"));
        assertThatThrownBy(() -> RocAuc.of(new double[2], new boolean[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one outcome a score, was 3 for 2");
    }

    /**
     * scikit-learn 1.2.1's roc_auc_score on 20,000 circular block bootstrap draws of numpy 1.24.2, blocks of 10; 500 draws
     * find an end within about an eighth of the standard error, 0.0267.
     */
    @Test
    void interval_equals_that_of_scikit_learn_within_its_own_noise() {
        double[] scores = Lcg.uniform(400, 21);
        double[] luck = Lcg.uniform(400, 22);
        boolean[] outcomes = new boolean[400];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = luck[i] < 0.3 + 0.3 * scores[i];
        }
        assertThat(RocAuc.of(scores, outcomes)).isCloseTo(0.560044216661642, within(1e-12));
        double[] interval = RocAuc.interval(scores, outcomes, 10);
        assertThat(interval[0]).isCloseTo(0.50736, within(0.4 * 0.0267));
        assertThat(interval[1]).isCloseTo(0.61223, within(0.4 * 0.0267));
        assertThat(RocAuc.interval(scores, new boolean[400], 10)).containsExactly(Double.NaN, Double.NaN);
    }
}
