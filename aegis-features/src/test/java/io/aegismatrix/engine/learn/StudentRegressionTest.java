package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentRegressionTest {

    private static final int EXAMPLES = 400;

    private final double[][] middle = new double[EXAMPLES][];
    private final double[][] spread = new double[EXAMPLES][];
    private final double[] outcomes = new double[EXAMPLES];

    /** Logistic errors from a linear congruential generator, so that another tool can make the same. */
    StudentRegressionTest() {
        long[] seed = {12345};
        for (int i = 0; i < EXAMPLES; i++) {
            double a = 4 * next(seed) - 2;
            double p = next(seed);
            middle[i] = new double[] {1, a};
            spread[i] = new double[] {1, Math.abs(a)};
            outcomes[i] = 0.1 + 0.6 * a + Math.exp(-0.4 + 0.2 * Math.abs(a)) * Math.log(p / (1 - p)) * 0.5;
        }
    }

    private static double next(long[] seed) {
        seed[0] = (seed[0] * 1103515245 + 12345) % (1L << 31);
        return (seed[0] + 0.5) / (1L << 31);
    }

    @Test
    void finds_the_coefficients_that_a_general_optimiser_finds() {
        StudentRegression fit = StudentRegression.fit("test", 5, middle, spread, outcomes);

        // scipy.optimize.minimize (BFGS) on the same penalised likelihood
        assertThat(fit.location()).containsExactly(new double[] {0.10659289, 0.57724575}, within(1e-6));
        assertThat(fit.logScale()).containsExactly(new double[] {-0.68511235, 0.24285811}, within(1e-6));
    }

    @Test
    void probabilities_and_quantiles_undo_each_other_and_widen_with_the_scale() {
        StudentRegression fit = new StudentRegression(5, new double[] {0, 1}, new double[] {0, 1});
        double[] x = {1, 0.3};

        for (double p : new double[] {0.01, 0.2, 0.5, 0.9}) {
            double value = fit.quantile(p, x, new double[] {1, 0.5});
            assertThat(fit.probabilityUpTo(value, x, new double[] {1, 0.5})).isCloseTo(p, within(1e-9));
        }
        assertThat(fit.quantile(0.9, x, new double[] {1, 1})).isGreaterThan(fit.quantile(0.9, x, new double[] {1, 0}));
        assertThat(fit.deviation(new double[] {1, 0})).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
    }

    @Test
    void refuses_what_does_not_belong_together() {
        assertThatThrownBy(() -> StudentRegression.fit("gap", 5, middle, spread, new double[3]))
                .hasMessage("gap: as many rows of inputs as outcomes are needed, was 400 and 400 for 3");
        assertThatThrownBy(() -> new StudentRegression(2, new double[1], new double[1]))
                .hasMessageContaining("above 2, was 2.0");
    }
}
