package io.aegismatrix.runner.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PerformanceTest {

    private static Track track(double... returns) {
        List<Trade> trades = new ArrayList<>();
        List<LocalDate> dates = new ArrayList<>();
        for (int i = 0; i < returns.length; i++) {
            trades.add(new Trade(i, i + 1, returns[i] + 0.001, 0.001, 0.02, returns[i] > 0));
            dates.add(LocalDate.of(2024, 1, 1).plusDays(i));
        }
        return new Track(
                "rule", "buyer", "a rule", false, dates, ImmutableDoubleArray.copyOf(returns), 252, trades, 2, 0.1);
    }

    @Test
    void three_returns_give_what_a_pencil_says() {
        Performance found = Performance.of(track(0.02, -0.01, 0.005));

        assertThat(found.trades()).isEqualTo(3);
        assertThat(found.winRate()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(found.meanTrade()).isCloseTo(0.005, within(1e-12));
        assertThat(found.annualReturn()).isCloseTo(1.26, within(1e-9));
        assertThat(found.annualVolatility()).isCloseTo(0.015 * Math.sqrt(252), within(1e-12));
        assertThat(found.sharpe()).isCloseTo(Math.sqrt(252) / 3, within(1e-9));
        assertThat(found.maximumDrawdown()).isCloseTo(0.01, within(1e-12));
        assertThat(found.worstTrade()).isCloseTo(-0.01, within(1e-12));
        assertThat(found.tailMean()).isCloseTo(-0.01, within(1e-12));
        assertThat(found.skewness()).isCloseTo(0, within(1e-9));
        assertThat(found.premium()).isEqualTo(0.02);
        assertThat(found.sharpeLow()).isNaN();
    }

    @Test
    void drawdown_is_measured_from_the_highest_peak() {
        assertThat(Performance.of(track(0.1, -0.1, -0.1, 0.3, -0.05)).maximumDrawdown())
                .isCloseTo(0.19, within(1e-12));
    }

    @Test
    void a_rule_beside_itself_is_no_better() {
        double[] returns = new double[100];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = 0.01 * Math.sin(i * 0.7) + 0.001;
        }
        Comparison same = Comparison.of(track(returns), track(returns));
        assertThat(same.sharpeDifference()).isZero();
        assertThat(same.words()).startsWith("not distinguishable");

        double[] worse = returns.clone();
        for (int i = 0; i < worse.length; i++) {
            worse[i] -= 0.004;
        }
        assertThat(Comparison.of(track(worse), track(returns)).words()).isEqualTo("lost to rule");
    }

    @Test
    void verdicts_do_not_praise_what_was_never_put_to_the_test() {
        assertThat(verdict(track(0.01, 0.02, 0.01))).contains("3 trades without a loss", "mean nothing");
        assertThat(verdict(track(0.01, -0.02, 0.01))).contains("too few");
        double[] losing = new double[200];
        for (int i = 0; i < losing.length; i++) {
            losing[i] = 0.005 * Math.sin(i * 0.9) - 0.003;
        }
        assertThat(verdict(track(losing))).startsWith("Lost money after costs").contains("not ruled out");
    }

    private static String verdict(Track track) {
        return new RuleResult("rule", "buyer", "a rule", false, Performance.of(track), 0.01, List.of(), List.of())
                .verdict();
    }
}
