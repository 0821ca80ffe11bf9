package io.aegismatrix.features.chain;

import static io.aegismatrix.features.chain.Chains.WEEKLY;
import static io.aegismatrix.features.chain.Chains.analytics;
import static io.aegismatrix.features.chain.Chains.chain;
import static io.aegismatrix.features.chain.Chains.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Max pain against payouts worked out by hand and by brute force, and the other counts of open interest. */
class MaxPainTest {

    private static OptionQuote call(double strike, double openInterest) {
        return open(WEEKLY, strike, Right.CALL, openInterest);
    }

    private static OptionQuote put(double strike, double openInterest) {
        return open(WEEKLY, strike, Right.PUT, openInterest);
    }

    @Test
    void finds_the_strike_at_which_holders_are_paid_least() {
        // By hand: 100: puts 10*10 + 20*20 = 500; 110: calls 10*20 + puts 10*20 = 400; 120: calls 20*20 + 10*5 = 450.
        assertThat(MaxPain.find(List.of(call(100, 20), call(110, 5), call(120, 50), put(110, 10), put(120, 20))))
                .contains(new MaxPain(110, 110, 110));
    }

    @Test
    void widens_the_zone_to_strikes_that_cost_hardly_more() {
        // By hand: 100: puts 10 * 100 = 1000; 110: calls 10 * 99.5 = 995; 120: calls 20 * 99.5 = 1990.
        assertThat(MaxPain.find(List.of(call(100, 99.5), put(110, 100), call(120, 1))))
                .contains(new MaxPain(110, 100, 110));
    }

    @Test
    void counts_one_expiry_only() {
        assertThat(analytics(
                                chain(
                                        call(100, 1),
                                        put(110, 1),
                                        call(110, 1),
                                        open(WEEKLY.plusDays(7), 50, Right.CALL, 1e9),
                                        open(WEEKLY.plusDays(7), 50, Right.PUT, 1e9)),
                                WEEKLY)
                        .maxPain()
                        .orElseThrow()
                        .lower())
                .isEqualTo(100);
    }

    @Test
    void agrees_with_brute_force_on_random_chains() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 50; round++) {
            List<OptionQuote> quotes = new ArrayList<>();
            for (int strike = 0; strike < 30; strike++) {
                quotes.add(call(22_000 + 50 * strike, random.nextInt(1000)));
                quotes.add(put(22_000 + 50 * strike, random.nextInt(1000)));
            }
            double best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int strike = 0; strike < 30; strike++) {
                double settlement = 22_000 + 50 * strike;
                double paid = 0;
                for (OptionQuote quote : quotes) {
                    double sign = quote.right() == Right.CALL ? 1 : -1;
                    paid += quote.openInterest() * Math.max(0, sign * (settlement - quote.strike()));
                }
                best = paid < least ? settlement : best;
                least = Math.min(least, paid);
            }

            assertThat(MaxPain.find(quotes).orElseThrow().strike()).isEqualTo(best);
        }
    }

    @Test
    void measures_open_interest_within_one_percent_of_spot_and_puts_against_calls() {
        ExpiryAnalytics expiry =
                analytics(chain(call(23_700, 10), put(24_000, 20), call(24_240, 10), put(24_241, 40)), WEEKLY);

        assertThat(expiry.openInterestNearSpot().orElseThrow()).isCloseTo(0.375, within(1e-12));
        assertThat(expiry.putCallRatio().openInterest()).hasValue(3);
        assertThat(expiry.putCallRatio().volume()).isEmpty();
    }
}
