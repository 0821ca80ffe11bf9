package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Golden numbers from an independent implementation on numpy 1.24.2 and scipy 1.10.1, to 1e-9. */
final class SharpeRatioTest {

    private static double[] skewedReturns() {
        double[] uniform = Lcg.uniform(400, 11);
        double[] returns = new double[uniform.length];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = 0.01 * (uniform[i] - 0.43) - (uniform[i] < 0.03 ? 0.01 : 0);
        }
        return returns;
    }

    @Test
    void takes_the_moments_of_the_returns() {
        SharpeRatio ratio = SharpeRatio.of(skewedReturns());
        assertThat(ratio.value()).isCloseTo(0.04868770601300285, within(1e-9));
        assertThat(ratio.skewness()).isCloseTo(-1.2334450432213673, within(1e-9));
        assertThat(ratio.kurtosis()).isCloseTo(6.545606829591315, within(1e-9));
        assertThat(ratio.standardError()).isCloseTo(0.05162376094133503, within(1e-9));
    }

    @Test
    void says_how_likely_the_true_ratio_is_above_a_benchmark() {
        SharpeRatio ratio = SharpeRatio.of(skewedReturns());
        assertThat(ratio.probabilityAbove(0)).isCloseTo(0.8271917453578292, within(1e-9));
        assertThat(ratio.probabilityAbove(0.05)).isCloseTo(0.489859840352002, within(1e-9));
    }

    @Test
    void deflates_by_the_number_of_rules_tried() {
        SharpeRatio ratio = SharpeRatio.of(skewedReturns());
        assertThat(SharpeRatio.bestByLuck(10, 0.0009)).isCloseTo(0.0472379490403725, within(1e-9));
        assertThat(ratio.deflated(10, 0.0009)).isCloseTo(0.5112020768752756, within(1e-9));
        assertThat(ratio.deflated(1, 0.0009)).isEqualTo(ratio.probabilityAbove(0));
        assertThat(ratio.deflated(100, 0.0009)).isLessThan(ratio.deflated(10, 0.0009));
    }

    /** Bailey and Lopez de Prado (2014), numerical example: 2.5 a year over 1,250 days, 100 trials of variance 1/2. */
    @Test
    void agrees_with_the_published_example() {
        double best = SharpeRatio.bestByLuck(100, 0.5 / 250);
        assertThat(best).isCloseTo(0.1132, within(5e-5));
        SharpeRatio ratio = new SharpeRatio(2.5 / Math.sqrt(250), -3, 10, 1250);
        assertThat(ratio.deflated(100, 0.5 / 250)).isCloseTo(0.9004, within(5e-5));
    }

    @Test
    void refuses_returns_that_never_vary() {
        assertThatThrownBy(() -> SharpeRatio.of(new double[] {0.01, 0.01, 0.01, 0.01}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> SharpeRatio.of(new double[] {0.01, 0.02}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 3");
    }
}
