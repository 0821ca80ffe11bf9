package io.aegismatrix.engine.volatility.challenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ModelException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VolatilityMixingTest {

    private static final int SESSIONS = 1500;

    /** Log errors: three members with noise of their own and one that is HAR-X with noise added. */
    private static double[][] errors(long seed) {
        Random random = new Random(seed);
        double[][] errors = new double[4][SESSIONS];
        for (int i = 0; i < SESSIONS; i++) {
            double common = 0.2 * random.nextGaussian();
            errors[0][i] = common + 0.20 * random.nextGaussian();
            errors[1][i] = common + 0.25 * random.nextGaussian() - 0.2;
            errors[2][i] = common + 0.35 * random.nextGaussian() + 0.1;
            errors[3][i] = errors[0][i] + 0.1 * random.nextGaussian();
        }
        return errors;
    }

    private static double[] equal() {
        double[] shares = new double[SESSIONS];
        Arrays.fill(shares, 1.0 / SESSIONS);
        return shares;
    }

    private static double qlike(double[][] errors, VolatilityMix mix) {
        double sum = 0;
        for (int i = 0; i < SESSIONS; i++) {
            double[] logForecasts = new double[4];
            for (int member = 0; member < 4; member++) {
                logForecasts[member] = -errors[member][i];
            }
            double error = -mix.combine(logForecasts) + mix.correction();
            sum += (Math.exp(2 * error) - 2 * error - 1) / SESSIONS;
        }
        return sum;
    }

    /** scipy 1.17.1: minimize(mean QLIKE of the weighted log errors, method='SLSQP') on the simplex. */
    @Test
    void finds_the_weights_another_tool_finds() {
        double[][] errors = errors(3);

        VolatilityMix mix = VolatilityMixing.fit(errors, equal());

        double[] levels = {0, -0.17026597, 0.1533821, 0.00880369};
        double[] weights = {0.45982833, 0.34508431, 0.19508737, 0};
        for (int member = 0; member < 4; member++) {
            assertThat(mix.levels().get(member)).isCloseTo(levels[member], within(1e-7));
            assertThat(mix.weights().get(member)).isCloseTo(weights[member], within(0.03));
        }
        assertThat(mix.weight(VolatilityMember.BOOSTED_TREES)).isZero();
        assertThat(qlike(errors, mix)).isCloseTo(0.1250855618, within(1e-4)).isLessThan(0.1752385772);
    }

    @Test
    void brings_the_combination_to_the_level_of_har_x() {
        double[][] errors = errors(3);
        VolatilityMix mix = VolatilityMixing.fit(errors, equal());
        double harX = 0;
        double combined = 0;
        for (int i = 0; i < SESSIONS; i++) {
            double[] logForecasts = {-errors[0][i], -errors[1][i], -errors[2][i], -errors[3][i]};
            harX += Math.exp(1.5 * errors[0][i]);
            combined += Math.exp(-1.5 * mix.combine(logForecasts));
        }
        assertThat(mix.correction()).isNegative();
        assertThat(combined / harX).isCloseTo(1, within(1e-9));
    }

    @Test
    void leaves_har_x_alone_where_the_others_only_err_further() {
        double[][] errors = errors(3);
        for (int member = 1; member < 4; member++) {
            for (int i = 0; i < SESSIONS; i++) {
                errors[member][i] = (1 + 0.2 * member) * errors[0][i] - 0.1;
            }
        }
        VolatilityMix mix = VolatilityMixing.fit(errors, equal());
        assertThat(mix.harXAlone()).isTrue();
        assertThat(mix.correction()).isZero();
    }

    @Test
    void a_member_without_weight_may_be_unknown() {
        VolatilityMix mix = VolatilityMix.alone();
        assertThat(mix.combine(new double[] {-2, Double.NaN, Double.NaN, Double.NaN}))
                .isEqualTo(-2);
    }

    @Test
    void refuses_weights_that_are_no_shares() {
        List<Double> levels = List.of(0.0, 0.0, 0.0, 0.0);
        assertThatThrownBy(() -> new VolatilityMix(List.of(0.5, 0.6, -0.1, 0.0), levels, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new VolatilityMix(List.of(0.5, 0.4, 0.0, 0.0), levels, 0))
                .isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> new VolatilityMix(List.of(1.0), List.of(0.0), 0))
                .isInstanceOf(ModelException.class);
        assertThatThrownBy(() -> new VolatilityMix(List.of(1.0, 0.0, 0.0, 0.0), levels, Double.NaN))
                .isInstanceOf(ModelException.class);
    }
}
