package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Golden numbers from an independent implementation on numpy 1.24.2 and itertools, to 1e-9. */
final class BacktestOverfittingTest {

    private static double[][] rules(int count, int periods, double merit) {
        double[][] returns = new double[count][periods];
        for (int rule = 0; rule < count; rule++) {
            double[] uniform = Lcg.uniform(periods, 100 + rule);
            for (int i = 0; i < periods; i++) {
                returns[rule][i] = uniform[i] - 0.5 + (rule == 3 ? merit : 0);
            }
        }
        return returns;
    }

    @Test
    void judges_every_choice_on_the_half_it_was_not_made_on() {
        BacktestOverfitting found = BacktestOverfitting.of(rules(6, 203, 0.02), 8);
        assertThat(found.splits()).isEqualTo(70);
        assertThat(found.probability()).isCloseTo(0.4714285714285714, within(1e-9));
        assertThat(found.chosen()).isCloseTo(0.13610708295700638, within(1e-9));
        assertThat(found.judged()).isCloseTo(0.0029712919196406462, within(1e-9));
        assertThat(found.lossProbability()).isCloseTo(0.45714285714285713, within(1e-9));
    }

    @Test
    void a_rule_with_true_merit_stays_best() {
        BacktestOverfitting found = BacktestOverfitting.of(rules(6, 400, 0.3), 8);
        assertThat(found.probability()).isLessThan(0.01);
        assertThat(found.lossProbability()).isZero();
    }

    @Test
    void a_rule_that_never_trades_is_neither_good_nor_bad() {
        double[][] returns = {new double[64], Lcg.uniform(64, 5)};
        assertThat(BacktestOverfitting.of(returns, 4).lossProbability()).isZero();
    }

    @Test
    void refuses_shapes_that_cannot_be_split() {
        assertThatThrownBy(() -> BacktestOverfitting.of(rules(1, 100, 0), 8)).hasMessageContaining("1 rules");
        assertThatThrownBy(() -> BacktestOverfitting.of(rules(3, 100, 0), 7)).hasMessageContaining("7 blocks");
        assertThatThrownBy(() -> BacktestOverfitting.of(rules(3, 10, 0), 8)).hasMessageContaining("at least 16");
    }
}
