package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against scikit-learn 1.2.1 and numpy 1.24.2 on 200 numbers of {@link Lcg}. */
class LossesTest {

    private static final int N = 200;
    private static final Offset<Double> TOLERANCE = within(1e-12);

    private static double mean(IntToDoubleFunction loss) {
        return IntStream.range(0, N).mapToDouble(loss).average().orElseThrow();
    }

    @Test
    void brier_and_log_loss_equal_those_of_scikit_learn() {
        double[] probability = Lcg.uniform(N, 1);
        boolean[] outcome = Lcg.below(Lcg.uniform(N, 2), probability);
        // sklearn.metrics.brier_score_loss and log_loss
        assertThat(mean(i -> Losses.brier(probability[i], outcome[i]))).isCloseTo(0.17400580047402614, TOLERANCE);
        assertThat(mean(i -> Losses.log(probability[i], outcome[i]))).isCloseTo(0.5254668725158473, TOLERANCE);
    }

    @Test
    void pinball_loss_equals_that_of_scikit_learn() {
        double[] forecast = Lcg.uniform(N, 3);
        double[] outcome = Lcg.uniform(N, 4);
        // sklearn.metrics.mean_pinball_loss of 2·u − 1
        assertThat(mean(i -> Losses.pinball(2 * forecast[i] - 1, 2 * outcome[i] - 1, 0.1)))
                .isCloseTo(0.30722837439831346, TOLERANCE);
        assertThat(mean(i -> Losses.pinball(2 * forecast[i] - 1, 2 * outcome[i] - 1, 0.5)))
                .isCloseTo(0.29405995657201855, TOLERANCE);
        assertThat(mean(i -> Losses.pinball(2 * forecast[i] - 1, 2 * outcome[i] - 1, 0.9)))
                .isCloseTo(0.2808915387457237, TOLERANCE);
    }

    @Test
    void crps_from_quantiles_is_twice_the_mean_pinball_loss_of_scikit_learn() {
        double[] base = Lcg.uniform(N, 3);
        double[] outcome = Lcg.uniform(N, 4);
        double[] levels = {0.025, 0.05, 0.1, 0.9, 0.95, 0.975};
        // 2 * sklearn.metrics.mean_pinball_loss, averaged over the levels, of quantiles 0.8·u − 0.9 + level
        assertThat(mean(i -> Losses.crps(
                        Arrays.stream(levels)
                                .map(level -> 0.8 * base[i] - 0.9 + level)
                                .toArray(),
                        levels,
                        2 * outcome[i] - 1)))
                .isCloseTo(0.20558921435444308, TOLERANCE);
        assertThatThrownBy(() -> Losses.crps(new double[2], levels, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one quantile a level, was 2 for 6");
    }

    @Test
    void qlike_equals_its_formula_in_numpy() {
        double[] forecast = Lcg.uniform(N, 5);
        double[] realized = Lcg.uniform(N, 6);
        // numpy: mean((rv/fv)**2 - log((rv/fv)**2) - 1)
        assertThat(mean(i -> Losses.qlike(0.1 + 0.2 * forecast[i], 0.05 + 0.3 * realized[i])))
                .isCloseTo(0.7174919345767276, TOLERANCE);
        assertThat(Losses.qlike(0.2, 0.2)).isCloseTo(0, TOLERANCE);
    }

    @Test
    void interval_score_equals_its_formula_in_numpy() {
        double[] lower = Lcg.uniform(N, 7);
        double[] upper = Lcg.uniform(N, 8);
        double[] close = Lcg.uniform(N, 9);
        // numpy: mean(u - l + 2/a*where(c<l, l-c, 0) + 2/a*where(c>u, c-u, 0)), a = 0.2
        assertThat(mean(i -> Losses.interval(-lower[i], upper[i], 3 * close[i] - 1.5, 3 * close[i] - 1.5, 0.8)))
                .isCloseTo(4.788331006532535, TOLERANCE);
    }

    @Test
    void a_path_pays_for_both_ends_it_overshoots() {
        assertThat(Losses.interval(90, 110, 95, 105, 0.9)).isCloseTo(20, within(1e-9));
        assertThat(Losses.interval(90, 110, 89, 112, 0.9)).isCloseTo(20 + 20 * 3, within(1e-9));
    }

    @Test
    void a_certain_forecast_that_was_wrong_costs_much_but_not_everything() {
        assertThat(Losses.log(0)).isCloseTo(-Math.log(1e-9), TOLERANCE);
        assertThat(Losses.log(1, false)).isCloseTo(-Math.log(1e-9), TOLERANCE);
        assertThat(Losses.log(Double.NaN)).isNaN();
    }
}
