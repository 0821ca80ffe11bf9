package io.aegismatrix.runner.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class OptionPricingTest {

    /** finmath-lib 6.0.28 {@code AnalyticFormulas} and scipy 1.10.1 agree on the first; scipy alone made the others. */
    @Test
    void black_prices_equal_those_of_other_libraries() {
        assertThat(OptionPricing.black(true, 24_000, 24_000, 7 / 365.0, 0.14))
                .isCloseTo(185.62870250012384, within(1e-9));
        assertThat(OptionPricing.black(false, 18_075, 16_800, 28 / 365.0, 0.19))
                .isCloseTo(34.36007837182274, within(1e-9));
        assertThat(OptionPricing.black(true, 18_075, 19_200, 28 / 365.0, 0.12))
                .isCloseTo(8.473242093780755, within(1e-9));
    }

    @Test
    void call_less_put_is_forward_less_strike() {
        double years = 30 / 365.0;
        double forward = 20_000 * Math.exp(OptionPricing.CARRY * years);
        double call = OptionPricing.premium(true, 20_000, 20_500, years, 15);
        double put = OptionPricing.premium(false, 20_000, 20_500, years, 15);
        assertThat(call - put).isCloseTo(forward - 20_500, within(1e-6));
    }

    @Test
    void puts_below_cost_more_volatility_than_calls_above() {
        double years = 28 / 365.0;
        double below = OptionPricing.volatility(20_000, 18_800, years, 15);
        double middle = OptionPricing.volatility(20_000, 20_000, years, 15);
        double above = OptionPricing.volatility(20_000, 21_000, years, 15);
        assertThat(middle).isCloseTo(0.15 * 0.905, within(1e-12));
        assertThat(below).isGreaterThan(0.15);
        assertThat(above).isBetween(0.12, 0.13);
        assertThat(OptionPricing.volatility(20_000, 1_000, years, 15)).isCloseTo(0.15 * 1.57, within(1e-12));
    }

    @Test
    void an_expired_option_is_worth_what_it_settles_at() {
        assertThat(OptionPricing.premium(true, 20_100, 20_000, 0, 15)).isEqualTo(100);
        assertThat(OptionPricing.premium(false, 20_100, 20_000, 0, 15)).isZero();
    }
}
