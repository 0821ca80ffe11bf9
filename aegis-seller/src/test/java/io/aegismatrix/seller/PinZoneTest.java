package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.payload.SellerOutlook.MaxPain;
import io.aegismatrix.payload.SellerOutlook.MaxPainMethod;
import io.aegismatrix.payload.Source;
import io.aegismatrix.seller.PinZone.Zone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Max pain against payouts worked out by hand and by brute force. */
class PinZoneTest {

    private static final LocalDate EXPIRY = LocalDate.of(2024, 6, 13);
    private static final Instant NOON = Instant.parse("2024-06-12T06:30:00Z");

    static OptionQuote option(LocalDate expiry, double strike, Right right, double openInterest) {
        return new OptionQuote(
                expiry,
                strike,
                right,
                openInterest,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static OptionChain chain(Instant asOf, OptionQuote... quotes) {
        return new OptionChain("NIFTY", asOf, 23_200, List.of(quotes));
    }

    private static OptionQuote call(double strike, double openInterest) {
        return option(EXPIRY, strike, Right.CALL, openInterest);
    }

    private static OptionQuote put(double strike, double openInterest) {
        return option(EXPIRY, strike, Right.PUT, openInterest);
    }

    @Test
    void finds_the_strike_at_which_holders_are_paid_least() {
        OptionChain chain = chain(NOON, call(100, 20), call(110, 5), call(120, 50), put(110, 10), put(120, 20));
        Zone zone = PinZone.maxPain(chain, EXPIRY);

        // By hand: 100: puts 10*10 + 20*20 = 500; 110: calls 10*20 + puts 10*20 = 400; 120: calls 20*20 + 10*5 = 450.
        assertThat(zone.strike()).hasValue(110);
        assertThat(zone.lower()).isEqualTo(110);
        assertThat(zone.upper()).isEqualTo(110);
    }

    @Test
    void widens_the_zone_to_strikes_that_cost_hardly_more() {
        // By hand: 100: puts 10 * 100 = 1000; 110: calls 10 * 99.5 = 995; 120: calls 20 * 99.5 = 1990.
        OptionChain chain = chain(NOON, call(100, 99.5), put(110, 100), call(120, 1));
        Zone zone = PinZone.maxPain(chain, EXPIRY);

        assertThat(zone.strike()).hasValue(110);
        assertThat(zone.lower()).isEqualTo(100);
        assertThat(zone.upper()).isEqualTo(110);
    }

    @Test
    void counts_one_expiry_only() {
        OptionChain chain = chain(
                NOON,
                call(100, 1),
                put(110, 1),
                call(110, 1),
                option(EXPIRY.plusDays(7), 50, Right.CALL, 1e9),
                option(EXPIRY.plusDays(7), 50, Right.PUT, 1e9));

        assertThat(PinZone.maxPain(chain, EXPIRY).lower()).isEqualTo(100);
        assertThatThrownBy(() -> PinZone.maxPain(chain, EXPIRY.plusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2024-06-14");
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
                double paid = quotes.stream()
                        .mapToDouble(quote -> quote.openInterest()
                                * Math.max(
                                        0,
                                        quote.right() == Right.CALL
                                                ? settlement - quote.strike()
                                                : quote.strike() - settlement))
                        .sum();
                best = paid < least ? settlement : best;
                least = Math.min(least, paid);
            }

            assertThat(PinZone.maxPain(new OptionChain("NIFTY", NOON, 22_700, quotes), EXPIRY)
                            .strike())
                    .hasValue(best);
        }
    }

    @Test
    void publishes_max_pain_of_the_nearest_expiry_of_a_chain() {
        MaxPain pain = Invented.engine()
                .evaluate(Invented.with(chain(NOON, call(23_000, 10), put(23_100, 20), call(23_100, 30))))
                .maxPain();

        assertThat(pain.method()).contains(MaxPainMethod.OPEN_INTEREST);
        assertThat(pain.expiry()).contains(EXPIRY);
        assertThat(pain.strike()).hasValue(23_100);
        assertThat(pain.confidence()).isEmpty();
        assertThat(pain.source()).isEqualTo(Source.formula("max_pain_open_interest"));
    }

    @Test
    void moves_on_to_the_next_expiry_after_the_close_of_an_expiry_day() {
        OptionQuote next = option(EXPIRY.plusDays(7), 23_500, Right.CALL, 5);
        OptionQuote[] quotes = {call(23_000, 10), put(23_000, 10), next};

        assertThat(Invented.situation(Invented.with(chain(Invented.evening(EXPIRY), quotes)))
                        .chainExpiry())
                .contains(EXPIRY.plusDays(7));
        assertThat(Invented.situation(Invented.with(chain(Instant.parse("2024-06-13T06:30:00Z"), quotes)))
                        .chainExpiry())
                .contains(EXPIRY);
    }

    @Test
    void passes_over_an_expiry_without_open_interest() {
        Situation situation = Invented.situation(Invented.with(chain(NOON, call(23_000, 0), put(23_000, 0))));

        assertThat(situation.chainExpiry()).isEmpty();
        assertThat(MaxPainBlock.of(situation, Invented.excursions(), Invented.tracks())
                        .method())
                .contains(MaxPainMethod.RETURN_MODE_PROXY);
    }

    @Test
    void measures_open_interest_within_one_percent_of_spot() {
        OptionChain chain = chain(NOON, call(22_900, 10), put(23_200, 20), call(23_432, 10), put(23_433, 40));

        assertThat(StressRule.concentration(chain, EXPIRY).orElseThrow()).isCloseTo(0.375, within(1e-12));
        assertThat(StressRule.concentration(chain, EXPIRY.plusDays(7))).isEmpty();
    }
}
