package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.ExpiryValue;
import io.aegismatrix.payload.ExpiryValue.StrikeValue;
import io.aegismatrix.payload.PremiumValue;
import io.aegismatrix.seller.PremiumValueBlock.Closes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What options cost beside what they are worth over past closes. */
class PremiumValueBlockTest {

    private static final LocalDate MONTHLY = LocalDate.of(2024, 7, 25);
    private static final Instant FRIDAY = Instant.parse("2024-06-28T10:00:00Z");
    private static final double SPOT = Invented.HISTORY.history().close(Invented.HISTORY.decisionRow());

    private static PathsAhead ahead(FeatureSet features) {
        return PathsAhead.of(Invented.situation(features), Invented.excursions(), Optional.empty());
    }

    /** Calls and puts around spot at prices that keep parity on it: value at the money by strike, and a multiple of it. */
    private static OptionChain chain(double multiple) {
        List<OptionQuote> quotes = new ArrayList<>();
        double month = multiple * 0.02 * SPOT;
        for (int i = -30; i <= 30; i++) {
            double away = 0.002 * i * SPOT;
            double outside = month * Math.exp(-Math.abs(away) / (1.5 * month));
            quotes.add(option(SPOT + away, Right.CALL, outside + Math.max(0, -away)));
            quotes.add(option(SPOT + away, Right.PUT, outside + Math.max(0, away)));
        }
        return new OptionChain("NIFTY", FRIDAY, SPOT, quotes);
    }

    private static OptionQuote option(double strike, Right right, double price) {
        return new OptionQuote(
                MONTHLY,
                strike,
                right,
                100,
                10,
                OptionalDouble.empty(),
                OptionalDouble.of(price),
                OptionalDouble.of(price - 0.05),
                OptionalDouble.of(price + 0.05));
    }

    private static PremiumValue value(double multiple) {
        return PremiumValueBlock.of(ahead(Invented.with(chain(multiple)))).get();
    }

    @Test
    void values_keep_put_call_parity_on_the_forward_at_every_horizon() {
        Excursions excursions = Invented.excursions();
        for (double sessions : new double[] {0.5, 1, 4, 18, 30, 38}) {
            Closes closes = Closes.of(excursions, sessions, 0.04, 24_100);
            for (double strike = 22_000; strike < 26_000; strike += 250) {
                assertThat(closes.call(strike) - closes.put(strike)).isCloseTo(24_100 - strike, within(1e-6));
            }
        }
    }

    @Test
    void calls_are_worth_less_the_higher_the_strike_and_at_least_what_they_would_pay_on_the_forward() {
        Closes closes = Closes.of(Invented.excursions(), 18, 0.04, 24_100);
        double before = Double.POSITIVE_INFINITY;
        for (double strike = 22_000; strike < 26_000; strike += 250) {
            double call = closes.call(strike);
            assertThat(call).isLessThanOrEqualTo(before).isGreaterThanOrEqualTo(Math.max(0, 24_100 - strike) - 1e-9);
            before = call;
        }
    }

    @Test
    void a_call_pays_what_the_odds_of_closing_beyond_each_price_add_up_to() {
        Excursions excursions = Invented.excursions();
        double unit = 0.04;
        Closes closes = Closes.of(excursions, 10, unit, 24_100);
        double strike = 24_500;
        double sum = 0;
        for (double price = strike; price < 34_000; price++) {
            double distance = Math.log((price + 0.5) * closes.growth() / 24_100) / unit;
            sum += excursions.closeBeyond(10, distance, 1e9).up();
        }
        assertThat(closes.call(strike)).isCloseTo(sum, within(0.5));
    }

    @Test
    void the_same_chain_at_twice_the_price_is_dearer_and_no_edge_is_claimed() {
        PremiumValue cheap = value(1);
        PremiumValue dear = value(2);
        ExpiryValue expiry = dear.expiries().get(0);

        assertThat(dear.edge()).isEqualTo(Edge.NO_EDGE);
        assertThat(dear.edgeReason()).contains("no record");
        assertThat(expiry.sessions()).isEqualTo(18);
        assertThat(expiry.ratio().orElseThrow())
                .isGreaterThan(1.8 * cheap.expiries().get(0).ratio().orElseThrow());
        assertThat(expiry.difference().orElseThrow())
                .isCloseTo(
                        expiry.impliedVolatility().orElseThrow()
                                - expiry.forecastVolatility().orElseThrow(),
                        within(1e-12));
        assertThat(expiry.forecastVolatility().orElseThrow())
                .isEqualTo(Invented.situation(Invented.HISTORY).forecast(18));
    }

    @Test
    void strikes_are_few_out_of_the_money_and_within_our_range() {
        ExpiryValue expiry = value(1).expiries().get(0);
        PathsAhead ahead = ahead(Invented.HISTORY);
        double up = ahead.excursions().pathBand(18, 0.95).up() * ahead.unit(18);
        double down = ahead.excursions().pathBand(18, 0.95).down() * ahead.unit(18);

        assertThat(expiry.strikes()).hasSize(4).allSatisfy(strike -> {
            assertThat(strike.strike()).isBetween(SPOT * Math.exp(-down), SPOT * Math.exp(up));
            assertThat(strike.right())
                    .isEqualTo(strike.strike() < SPOT - 0.5 ? StrikeValue.Right.PUT : StrikeValue.Right.CALL);
            assertThat(strike.difference()).isCloseTo(strike.price() - strike.value(), within(1e-9));
        });
    }

    @Test
    void without_a_chain_there_is_a_reason() {
        assertThat(PremiumValueBlock.of(ahead(Invented.HISTORY)))
                .isEqualTo(Block.unavailable("the source has no option chain of this or the last session"));
    }
}
