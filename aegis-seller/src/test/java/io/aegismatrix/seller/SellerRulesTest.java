package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.ExpiryStress;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.SellerFlag;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The documented rules: every label can be reached, at the stated limits. */
class SellerRulesTest {

    private static double stress(int sessions, double high, double premiumPercentile) {
        return StressRule.stress(sessions, high, premiumPercentile, OptionalDouble.empty())
                .get()
                .score();
    }

    @Test
    void reaches_every_stress_label() {
        assertThat(StressRule.stress(20, 0.1, 0.9, OptionalDouble.empty()).get().label())
                .isEqualTo(ExpiryStress.Label.CALM);
        assertThat(StressRule.stress(2, 0.4, 0.5, OptionalDouble.empty()).get().label())
                .isEqualTo(ExpiryStress.Label.CAUTION);
        assertThat(StressRule.stress(1, 0.6, 0.2, OptionalDouble.empty()).get().label())
                .isEqualTo(ExpiryStress.Label.HOSTILE);
    }

    @Test
    void puts_the_limits_of_stress_into_the_sterner_label() {
        assertThat(StressRule.label(0.4499)).isEqualTo(ExpiryStress.Label.CALM);
        assertThat(StressRule.label(0.45)).isEqualTo(ExpiryStress.Label.CAUTION);
        assertThat(StressRule.label(0.65)).isEqualTo(ExpiryStress.Label.HOSTILE);
    }

    @Test
    void weighs_stress_as_documented() {
        assertThat(stress(4, 0.5, 0.4)).isCloseTo(0.35 * 0.5 + 0.35 * 0.5 + 0.3 * 0.6, within(1e-6));
        assertThat(stress(1, 1, 0)).isCloseTo(1, within(1e-6));
    }

    @Test
    void raises_stress_with_nearer_expiry_higher_regime_and_thinner_premium() {
        assertThat(stress(1, 0.3, 0.5)).isGreaterThan(stress(5, 0.3, 0.5));
        assertThat(stress(5, 0.6, 0.5)).isGreaterThan(stress(5, 0.3, 0.5));
        assertThat(stress(5, 0.3, 0.2)).isGreaterThan(stress(5, 0.3, 0.5));
    }

    @Test
    void lets_open_interest_near_spot_take_its_share_only_where_there_is_a_chain() {
        ExpiryStress with = StressRule.stress(4, 0.5, 0.4, OptionalDouble.of(1)).get();

        assertThat(with.score()).isCloseTo(0.84 * stress(4, 0.5, 0.4) + 0.16, within(1e-6));
        assertThat(StressRule.stress(4, 0.5, 0.4, OptionalDouble.empty())
                        .get()
                        .components()
                        .get(3)
                        .reason())
                .contains("no option chain");
    }

    private static SellerFlag flag(ExpiryStress.Label stress, Level trap, Edge edge, Level regime, double percentile) {
        return FlagRule.flag(stress, trap, edge, regime, 0.02, percentile).get();
    }

    @Test
    void favours_sellers_only_where_nothing_speaks_against_it() {
        SellerFlag flag = flag(ExpiryStress.Label.CALM, Level.LOW, Edge.EDGE, Level.LOW, 0.8);

        assertThat(flag.label()).isEqualTo(SellerFlag.Label.FAVOURABLE);
        assertThat(flag.reasons()).containsExactly("PREMIUM_ABOVE_REALISED");
    }

    @Test
    void turns_hostile_for_each_reason_that_is_enough_alone() {
        assertThat(flag(ExpiryStress.Label.HOSTILE, Level.LOW, Edge.EDGE, Level.LOW, 0.8)
                        .label())
                .isEqualTo(SellerFlag.Label.HOSTILE);
        assertThat(flag(ExpiryStress.Label.CALM, Level.HIGH, Edge.EDGE, Level.LOW, 0.8)
                        .label())
                .isEqualTo(SellerFlag.Label.HOSTILE);
        assertThat(flag(ExpiryStress.Label.CALM, Level.LOW, Edge.EDGE, Level.HIGH, 0.2)
                        .label())
                .isEqualTo(SellerFlag.Label.HOSTILE);
    }

    @Test
    void only_cautions_where_a_trap_forecast_has_no_edge() {
        SellerFlag flag = flag(ExpiryStress.Label.CALM, Level.HIGH, Edge.NO_EDGE, Level.LOW, 0.8);

        assertThat(flag.label()).isEqualTo(SellerFlag.Label.CAUTION);
        assertThat(flag.reasons()).containsExactly("HIGH_TRAP");
    }

    @Test
    void lists_the_hostile_reasons_before_the_cautions() {
        SellerFlag flag = FlagRule.flag(ExpiryStress.Label.CAUTION, Level.HIGH, Edge.EDGE, Level.HIGH, -0.01, 0.5)
                .get();

        assertThat(flag.reasons())
                .containsExactly(
                        "HIGH_TRAP", "ELEVATED_STRESS", "HIGH_VOLATILITY_EXPECTED", "NO_PREMIUM_OVER_REALISED");
    }

    @Test
    void measures_trap_levels_against_the_base_rate() {
        assertThat(TrapLevels.of(0.187, 0.25)).isEqualTo(Level.LOW);
        assertThat(TrapLevels.of(0.1875, 0.25)).isEqualTo(Level.MEDIUM);
        assertThat(TrapLevels.of(0.375, 0.25)).isEqualTo(Level.HIGH);
    }
}
