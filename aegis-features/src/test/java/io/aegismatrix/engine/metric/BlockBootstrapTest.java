package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockBootstrapTest {

    /** AR(1) with coefficient 0.6 on 600 numbers of {@link Lcg} less a half. */
    private static double[] dependent() {
        double[] values = new double[600];
        double[] shocks = Lcg.uniform(600, 16);
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.6 * before + shocks[i] - 0.5;
            before = values[i];
        }
        return values;
    }

    /**
     * Ends of the same circular block bootstrap with 400,000 repetitions in numpy 1.24.2; 500 repetitions find a 2.5 %
     * quantile within about an eighth of the mean's standard error, given last.
     */
    @ParameterizedTest
    @CsvSource({"1,  -0.04123, 0.01781, 0.01505", "5,  -0.05828, 0.03507, 0.02384", "20, -0.06254, 0.03966, 0.02612"})
    void interval_equals_that_of_numpy_within_its_own_noise(int block, double lower, double upper, double error) {
        double[] interval = BlockBootstrap.meanInterval(dependent(), block);
        assertThat(interval[0]).isCloseTo(lower, within(0.4 * error));
        assertThat(interval[1]).isCloseTo(upper, within(0.4 * error));
    }

    @Test
    void interval_covers_a_known_mean_in_about_95_of_100_dependent_samples() {
        int covered = 0;
        int coveredWithoutBlocks = 0;
        int samples = 400;
        for (int seed = 0; seed < samples; seed++) {
            double[] values = autoregressive(seed, 600, 0.5, 3);
            covered += covers(BlockBootstrap.meanInterval(values, 20), 3) ? 1 : 0;
            coveredWithoutBlocks += covers(BlockBootstrap.meanInterval(values, 1), 3) ? 1 : 0;
        }
        assertThat((double) covered / samples).isBetween(0.91, 0.97);
        assertThat((double) coveredWithoutBlocks / samples).isLessThan(0.85);
    }

    private static boolean covers(double[] interval, double mean) {
        return interval[0] <= mean && mean <= interval[1];
    }

    private static double[] autoregressive(long seed, int n, double coefficient, double mean) {
        Random random = new Random(seed);
        double[] values = new double[n];
        double deviation = random.nextGaussian() / Math.sqrt(1 - coefficient * coefficient);
        for (int i = 0; i < n; i++) {
            deviation = coefficient * deviation + random.nextGaussian();
            values[i] = mean + deviation;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void says_nothing_on_fewer_than_two_blocks(int n) {
        assertThat(BlockBootstrap.meanInterval(new double[n], 5)).containsExactly(Double.NaN, Double.NaN);
        assertThat(BlockBootstrap.meanInterval(new double[n], 0)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void repeats_itself_and_leaves_the_values_alone() {
        double[] values = dependent();
        assertThat(BlockBootstrap.meanInterval(values, 5)).isEqualTo(BlockBootstrap.meanInterval(values, 5));
        assertThat(values).isEqualTo(dependent());
        double[] constant = new double[50];
        Arrays.fill(constant, 0.25);
        assertThat(BlockBootstrap.meanInterval(constant, 5)).containsExactly(0.25, 0.25);
    }

    @Test
    void skill_is_the_saved_share_of_the_baselines_loss_with_its_interval() {
        double[] losses = Lcg.uniform(400, 14);
        double[] baseline =
                Arrays.stream(Lcg.uniform(400, 15)).map(u -> 1.2 * u).toArray();
        Skill skill = Skill.of(losses, baseline, 1);
        // numpy 1.24.2: means, and the circular block bootstrap with blocks of 5 and 400,000 repetitions
        assertThat(skill.loss()).isCloseTo(0.5069081526342779, within(1e-12));
        assertThat(skill.baselineLoss()).isCloseTo(0.6089344615526497, within(1e-12));
        assertThat(skill.skill()).isCloseTo(0.16754891595103194, within(1e-12));
        assertThat(skill.lower()).isCloseTo(0.09514, within(0.4 * 0.0371));
        assertThat(skill.upper()).isCloseTo(0.24045, within(0.4 * 0.0371));
        assertThat(skill.significant()).isTrue();
        assertThat(Skill.of(baseline, losses, 1).significant()).isFalse();
        assertThat(Skill.of(losses, losses, 1).significant()).isFalse();
    }

    @Test
    void skill_of_few_outcomes_has_no_interval_and_is_never_significant() {
        Skill skill = Skill.of(new double[] {0.1, 0.1, 0.1}, new double[] {1, 1, 1}, 30);
        assertThat(skill.skill()).isCloseTo(0.9, within(1e-12));
        assertThat(skill.lower()).isNaN();
        assertThat(skill.significant()).isFalse();
        assertThat(Skill.of(new double[] {1}, new double[] {0}, 1).skill()).isZero();
    }

    @Test
    void skill_refuses_outcomes_that_do_not_match_or_are_not_finite() {
        assertThatThrownBy(() -> Skill.of(new double[2], new double[3], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("losses must match, was 2 against 3");
        assertThatThrownBy(() -> Skill.of(new double[0], new double[0], 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Skill.of(new double[] {Double.NaN}, new double[1], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void share_equals_that_of_numpy() {
        double[] held =
                Arrays.stream(Lcg.uniform(400, 17)).map(u -> u < 0.9 ? 1 : 0).toArray();
        Share share = Share.of(held, 10);
        // numpy 1.24.2: mean, and the circular block bootstrap with blocks of 10 and 400,000 repetitions
        assertThat(share.value()).isCloseTo(0.9275, within(1e-12));
        assertThat(share.lower()).isCloseTo(0.8975, within(0.4 * 0.01443));
        assertThat(share.upper()).isCloseTo(0.955, within(0.4 * 0.01443));
        assertThat(share.n()).isEqualTo(400);
    }

    @Test
    void share_refuses_no_outcomes() {
        assertThatThrownBy(() -> Share.of(new double[0], 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a share of at least one outcome, was NaN of 0");
    }

    @Test
    void interval_of_any_statistic_is_that_of_the_mean_for_the_mean() {
        double[] values = dependent();
        double[] mean = BlockBootstrap.meanInterval(values, 20);
        double[] interval = BlockBootstrap.interval(
                values, 20, drawn -> Arrays.stream(drawn).average().orElseThrow());
        assertThat(interval[0]).isCloseTo(mean[0], within(1e-12));
        assertThat(interval[1]).isCloseTo(mean[1], within(1e-12));
        assertThat(BlockBootstrap.interval(new double[3], 2, drawn -> 1)).containsOnly(Double.NaN);
    }
}
