package io.aegismatrix.features.chain;

import static io.aegismatrix.features.chain.Chains.CALENDAR;
import static io.aegismatrix.features.chain.Chains.FRIDAY;
import static io.aegismatrix.features.chain.Chains.MONTHLY;
import static io.aegismatrix.features.chain.Chains.SPOT;
import static io.aegismatrix.features.chain.Chains.WEEKLY;
import static io.aegismatrix.features.chain.Chains.analytics;
import static io.aegismatrix.features.chain.Chains.chain;
import static io.aegismatrix.features.chain.Chains.open;
import static io.aegismatrix.features.chain.Chains.priced;
import static io.aegismatrix.features.chain.Chains.quote;
import static io.aegismatrix.features.chain.Chains.smile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.features.chain.ChainAnalytics.HorizonVolatility;
import io.aegismatrix.features.chain.GammaExposure.StrikeGamma;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Chains whose answers are known; golden numbers are SciPy 1's (brentq on norm.cdf), within the stated tolerance. */
class ChainAnalyticsTest {

    /** Put-call parity of the pairs at 24000 says 24010. */
    private static OptionChain golden() {
        return chain(
                priced(WEEKLY, 23_500, Right.PUT, 61.5),
                priced(WEEKLY, 24_000, Right.PUT, 179.25),
                priced(WEEKLY, 24_000, Right.CALL, 189.25),
                priced(WEEKLY, 24_500, Right.CALL, 40),
                priced(WEEKLY, 25_500, Right.CALL, 0.35));
    }

    private static PricedOption option(ExpiryAnalytics expiry, double strike, Right right) {
        return expiry.options().stream()
                .filter(option ->
                        option.quote().strike() == strike && option.quote().right() == right)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reads_forward_volatility_and_greeks_from_prices() {
        ExpiryAnalytics expiry = analytics(golden(), WEEKLY);
        PricedOption put = option(expiry, 23_500, Right.PUT);
        Greeks greeks = put.greeks().orElseThrow();

        assertThat(expiry.sessions()).isEqualTo(4);
        assertThat(expiry.years()).isCloseTo(4 / 252.0, within(1e-12));
        assertThat(expiry.forward()).isEqualTo(new ImpliedForward(24_010, ImpliedForward.Basis.PARITY, 1, 0));
        assertThat(put.volatility().orElseThrow()).isCloseTo(0.195047309477, within(1e-9));
        assertThat(greeks.delta()).isCloseTo(-0.187812422363, within(1e-9));
        assertThat(greeks.gamma()).isCloseTo(0.000456660792600, within(1e-12));
        assertThat(greeks.vega()).isCloseTo(815.0372551877, within(1e-5));
        assertThat(greeks.theta()).isCloseTo(-19.8713529685, within(1e-6));
        assertThat(option(expiry, 24_500, Right.CALL).volatility().orElseThrow())
                .isCloseTo(0.159237561730, within(1e-9));
        assertThat(option(expiry, 25_500, Right.CALL).greeks().orElseThrow().delta())
                .isCloseTo(0.002338416792, within(1e-9));
    }

    @Test
    void calls_the_dearer_put_a_positive_skew_and_a_flat_smile_none() {
        ExpiryAnalytics flat = analytics(chain(FRIDAY, smile(MONTHLY, 18, 24_050, 25, strike -> 0.14)), MONTHLY);
        ExpiryAnalytics tilted = analytics(
                chain(FRIDAY, smile(MONTHLY, 18, 24_050, 25, strike -> 0.14 - 0.5 * Math.log(strike / SPOT))), MONTHLY);

        assertThat(flat.forward().value()).isCloseTo(24_050, within(1e-6));
        assertThat(flat.atTheMoneyVolatility().orElseThrow()).isCloseTo(0.14, within(1e-9));
        assertThat(flat.skew().orElseThrow().net()).isCloseTo(0, within(1e-7));
        assertThat(tilted.skew().orElseThrow().put()).isBetween(0.05, 0.2);
        assertThat(tilted.skew().orElseThrow().call()).isBetween(-0.2, -0.05);
    }

    @Test
    void finds_no_skew_where_the_strikes_do_not_reach_25_delta() {
        assertThat(analytics(chain(FRIDAY, smile(MONTHLY, 18, SPOT, 2, strike -> 0.14)), MONTHLY)
                        .skew())
                .isEmpty();
    }

    @Test
    void takes_the_middle_of_a_sane_market_else_a_fresh_trade_inside_it_else_nothing() {
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 70, 99, 101)))
                .contains(PriceBasis.MID);
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 0.1, 0.05, 0.5)))
                .contains(PriceBasis.MID);
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 70, 50, 101)))
                .contains(PriceBasis.LAST);
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 70, 0, 0)))
                .contains(PriceBasis.LAST);
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 70, 90, 101)))
                .contains(PriceBasis.MID);
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 0, 70, 50, 101)))
                .isEmpty();
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 40, 50, 101)))
                .isEmpty();
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 120, 0, 101)))
                .isEmpty();
        assertThat(PriceBasis.find(quote(WEEKLY, SPOT, Right.CALL, 1, 9, 95, 101, 99)))
                .isEmpty();
        assertThat(PriceBasis.find(open(WEEKLY, SPOT, Right.CALL, 1))).isEmpty();
    }

    @Test
    void is_not_misled_by_one_stale_pair() {
        List<OptionQuote> quotes = new ArrayList<>(smile(MONTHLY, 18, 24_050, 3, strike -> 0.14));
        quotes.removeIf(quote -> quote.strike() == SPOT && quote.right() == Right.CALL);
        quotes.add(priced(MONTHLY, SPOT, Right.CALL, 700));

        ImpliedForward forward = analytics(chain(FRIDAY, quotes), MONTHLY).forward();

        assertThat(forward.value()).isCloseTo(24_050, within(1e-6));
        assertThat(forward.strikes()).isEqualTo(7);
        assertThat(forward.width()).isGreaterThan(200);
    }

    @Test
    void leaves_what_it_cannot_compute_empty() {
        ExpiryAnalytics oneLeg =
                analytics(chain(priced(WEEKLY, 24_100, Right.CALL, 150), open(WEEKLY, 23_000, Right.PUT, 10)), WEEKLY);

        assertThat(oneLeg.forward()).isEqualTo(new ImpliedForward(SPOT, ImpliedForward.Basis.SPOT, 0, 0));
        assertThat(oneLeg.atTheMoneyVolatility()).isEmpty();
        assertThat(oneLeg.skew()).isEmpty();
        assertThat(oneLeg.straddle()).isEmpty();
        assertThat(oneLeg.maxPain()).isPresent();
        assertThat(oneLeg.gamma().orElseThrow().openInterestShare()).isCloseTo(100 / 110.0, within(1e-12));
        assertThat(analytics(chain(open(WEEKLY, SPOT, Right.CALL, 0)), WEEKLY)).satisfies(nothing -> {
            assertThat(nothing.hasOpenInterest()).isFalse();
            assertThat(nothing.maxPain()).isEmpty();
            assertThat(nothing.putCallRatio().openInterest()).isEmpty();
            assertThat(nothing.gamma()).isEmpty();
        });
    }

    @Test
    void reads_no_volatility_from_less_than_a_tick_of_time_value_or_an_impossible_price() {
        ExpiryAnalytics expiry = analytics(
                chain(
                        priced(WEEKLY, 24_000, Right.PUT, 170),
                        priced(WEEKLY, 24_000, Right.CALL, 170),
                        priced(WEEKLY, 22_000, Right.CALL, 2000.02),
                        priced(WEEKLY, 21_000, Right.CALL, 2990),
                        priced(WEEKLY, 26_000, Right.CALL, 0.04),
                        priced(WEEKLY, 25_000, Right.CALL, 24_500)),
                WEEKLY);

        assertThat(expiry.options().stream()
                        .filter(option -> option.volatility().isPresent())
                        .map(option -> option.quote().strike()))
                .containsExactly(24_000.0, 24_000.0);
    }

    @Test
    void has_no_volatility_once_the_expiry_day_has_closed_and_drops_older_expiries() {
        Instant closed = Instant.parse("2024-07-04T10:05:00Z");
        List<OptionQuote> quotes = golden().quotes();
        ChainAnalytics over = ChainAnalytics.of(chain(closed, quotes), CALENDAR);
        ExpiryAnalytics expired = over.find(WEEKLY).orElseThrow();

        assertThat(expired.years()).isZero();
        assertThat(expired.options()).allMatch(option -> option.volatility().isEmpty());
        assertThat(expired.gamma()).isEmpty();
        assertThat(expired.straddle()).isPresent();
        assertThat(over.atTheMoneyVolatility(1)).isEmpty();
        assertThat(ChainAnalytics.of(chain(Instant.parse("2024-07-05T05:00:00Z"), quotes), CALENDAR)
                        .expiries())
                .isEmpty();
    }

    @Test
    void counts_the_variance_still_to_come_on_the_expiry_day() {
        Instant noon = Instant.parse("2024-07-04T06:30:00Z");
        double left = 1 - CALENDAR.varianceShareElapsed(WEEKLY, noon);

        assertThat(analytics(chain(noon, golden().quotes()), WEEKLY).years()).isCloseTo(left / 252, within(1e-12));
        assertThat(left).isBetween(0.1, 0.5);
    }

    @Test
    void leaves_far_expiries_alone() {
        OptionChain chain = chain(
                priced(WEEKLY, SPOT, Right.CALL, 180),
                priced(FRIDAY.atZone(CALENDAR.zone()).toLocalDate().plusDays(96), SPOT, Right.CALL, 900));

        assertThat(ChainAnalytics.of(chain, CALENDAR).expiries()).hasSize(1);
    }

    @Test
    void prices_the_straddle_nearest_the_forward() {
        Straddle straddle = analytics(golden(), WEEKLY).straddle().orElseThrow();

        assertThat(straddle.strike()).isEqualTo(24_000);
        assertThat(straddle.premium()).isCloseTo(368.5, within(1e-9));
        assertThat(straddle.impliedMove()).isCloseTo(368.5 / 24_000, within(1e-12));
    }

    @Test
    void signs_gamma_by_the_named_assumption() {
        OptionChain chain = chain(
                quote(WEEKLY, 24_000, Right.CALL, 300, 9, 189.25, 189.2, 189.3),
                quote(WEEKLY, 24_000, Right.PUT, 100, 9, 179.25, 179.2, 179.3));
        GammaExposure exposure = analytics(chain, WEEKLY).gamma().orElseThrow();
        double perContract = 0.000863385847943 * 24_000 * 240;

        assertThat(exposure.assumption()).isEqualTo(GammaExposure.SignAssumption.DEALERS_LONG_CALLS_SHORT_PUTS);
        assertThat(exposure.strikes()).singleElement().satisfies((StrikeGamma strike) -> {
            assertThat(strike.net()).isCloseTo(200 * perContract, within(1e-3));
            assertThat(strike.gross()).isCloseTo(400 * perContract, within(1e-3));
        });
        assertThat(exposure.balance()).isCloseTo(0.5, within(1e-9));
        assertThat(exposure.openInterestShare()).isEqualTo(1);
    }

    private static OptionQuote withExchangeVolatility(OptionQuote quote, double volatility) {
        return new OptionQuote(
                quote.expiry(),
                quote.strike(),
                quote.right(),
                quote.openInterest(),
                quote.volume(),
                OptionalDouble.of(volatility),
                quote.lastPrice(),
                quote.bid(),
                quote.ask());
    }

    @Test
    void the_exchanges_volatility_says_nothing_while_the_index_stands_still_and_options_trade() {
        LocalDate expiry = LocalDate.of(2026, 9, 29);
        List<OptionQuote> shown = smile(expiry, 12, 24_001, 10, strike -> 0.14).stream()
                .map(quote -> withExchangeVolatility(quote, 0.5))
                .filter(quote -> quote.strike() >= SPOT)
                .toList();
        ExpiryAnalytics before = analytics(chain(Instant.parse("2026-09-11T09:44:00Z"), shown), expiry);
        ExpiryAnalytics standing = analytics(chain(Instant.parse("2026-09-11T09:45:00Z"), shown), expiry);
        assertThat(before.exchangeCheck().compared()).isPositive();
        assertThat(standing.exchangeCheck().compared()).isZero();
        assertThat(standing.atTheMoneyVolatility()).isPresent();
    }

    @Test
    void leaves_a_point_out_of_the_smile_that_the_exchange_contradicts() {
        List<OptionQuote> fair = smile(MONTHLY, 18, 24_001, 10, strike -> 0.14);
        List<OptionQuote> contradicted = fair.stream()
                .map(quote -> quote.strike() == SPOT && quote.right() == Right.PUT
                        ? withExchangeVolatility(quote, 0.5)
                        : quote)
                .filter(quote -> quote.strike() >= SPOT)
                .toList();
        List<OptionQuote> unchecked =
                fair.stream().filter(quote -> quote.strike() >= SPOT).toList();
        ExpiryAnalytics expiry = analytics(chain(FRIDAY, contradicted), MONTHLY);

        assertThat(expiry.exchangeCheck().compared()).isEqualTo(1);
        assertThat(expiry.exchangeCheck().outside()).isEqualTo(1);
        assertThat(expiry.exchangeCheck().medianRatio().orElseThrow()).isGreaterThan(2);
        assertThat(expiry.atTheMoneyVolatility()).isEmpty();
        assertThat(analytics(chain(FRIDAY, unchecked), MONTHLY).atTheMoneyVolatility())
                .isPresent();
    }

    @Test
    void interpolates_total_variance_between_expiries() {
        List<OptionQuote> quotes = new ArrayList<>(smile(WEEKLY, 4, SPOT, 10, strike -> 0.2));
        quotes.addAll(smile(MONTHLY, 18, SPOT, 10, strike -> 0.1));
        ChainAnalytics chain = ChainAnalytics.of(chain(FRIDAY, quotes), CALENDAR);
        double middle = Math.sqrt((0.5 * 0.04 * 4 + 0.5 * 0.01 * 18) / 11);

        assertThat(chain.expiries()).hasSize(2);
        int monthly = chain.expiries().get(1).sessions();
        assertThat(monthly).isEqualTo(18);
        assertThat(chain.atTheMoneyVolatility(1).orElseThrow().annualized()).isCloseTo(0.2, within(1e-9));
        assertThat(chain.atTheMoneyVolatility(11).orElseThrow()).satisfies((HorizonVolatility volatility) -> {
            assertThat(volatility.annualized()).isCloseTo(middle, within(1e-9));
            assertThat(volatility.from()).isEqualTo(WEEKLY);
            assertThat(volatility.to()).isEqualTo(MONTHLY);
        });
        assertThat(chain.atTheMoneyVolatility(40).orElseThrow().annualized()).isCloseTo(0.1, within(1e-9));
    }
}
