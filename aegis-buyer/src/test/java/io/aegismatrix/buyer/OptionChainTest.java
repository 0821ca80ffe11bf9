package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.GammaByStrike;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.ThetaEdge;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What an option chain changes in the outlook: a measured premium in place of the index's, and gamma by strike. */
class OptionChainTest {

    /** The close of the market before {@link BuyerFixture#EVENING}, two sessions before the expiry. */
    private static final Instant CLOSE = Instant.parse("2024-12-31T10:00:00Z");

    private static final LocalDate EXPIRY = LocalDate.of(2025, 1, 2);

    private static FeatureSet with(double volatility) {
        MarketSnapshot snapshot = BuyerFixture.snapshot(BuyerFixture.EVENING);
        double spot = snapshot.newestPrice();
        List<OptionQuote> quotes = new ArrayList<>();
        for (int i = -20; i <= 20; i++) {
            double strike = Math.rint(spot / 50) * 50 + 50 * i;
            quotes.add(option(strike, Right.CALL, 300, price(spot, strike, volatility, true)));
            quotes.add(option(strike, Right.PUT, 100, price(spot, strike, volatility, false)));
        }
        return FeatureSet.of(MarketSnapshot.at(snapshot.asOf(), snapshot.underlying(), snapshot.calendar())
                .daily(snapshot.daily())
                .volatilityIndex(snapshot.volatilityIndex())
                .optionChain(new OptionChain("NIFTY", CLOSE, spot, quotes))
                .assessQuality(List.of(), List.of())
                .synthetic(true)
                .build());
    }

    private static double price(double spot, double strike, double volatility, boolean call) {
        return BlackFormulaRepository.price(spot, strike, 2 / 252.0, volatility, call);
    }

    private static OptionQuote option(double strike, Right right, double openInterest, double price) {
        return new OptionQuote(
                EXPIRY,
                strike,
                right,
                openInterest,
                10,
                OptionalDouble.empty(),
                OptionalDouble.of(Math.max(0.05, price)),
                OptionalDouble.of(Math.max(0.05, price - 0.05)),
                OptionalDouble.of(price + 0.1));
    }

    @Test
    void measures_the_premium_where_the_index_stood_in() {
        FeatureSet plain = BuyerFixture.features(BuyerFixture.EVENING);
        double vix = plain.history().vix(plain.decisionRow()) / 100;
        ThetaEdge proxy = BuyerFixture.engine().evaluate(plain).thetaEdge().get();
        Known<ThetaEdge> measured =
                (Known<ThetaEdge>) BuyerFixture.engine().evaluate(with(vix)).thetaEdge();
        ThetaEdge fair = measured.value();

        assertThat(proxy.method()).isEqualTo("vix_straddle_1");
        assertThat(proxy.premiumSource().kind()).isEqualTo(Source.Kind.PROXY);
        assertThat(proxy.premiumFraction()).isCloseTo(Math.sqrt(2 / Math.PI / 252) * vix, within(1e-6));
        assertThat(fair.method()).isEqualTo("chain_straddle_1");
        assertThat(fair.premiumSource().kind()).isEqualTo(Source.Kind.FORMULA);
        assertThat(measured.source().reason().orElseThrow()).contains("priced again at the option chain");
        assertThat(fair.premiumFraction()).isCloseTo(proxy.premiumFraction(), within(1e-4));
        assertThat(fair.expectedEdge()).isCloseTo(proxy.expectedEdge(), within(0.01));
        assertThat(fair.winProbability()).isCloseTo(proxy.winProbability(), within(0.02));
    }

    @Test
    void calls_the_same_straddle_better_at_a_lower_price() {
        FeatureSet plain = BuyerFixture.features(BuyerFixture.EVENING);
        double vix = plain.history().vix(plain.decisionRow()) / 100;
        ThetaEdge cheap =
                BuyerFixture.engine().evaluate(with(0.5 * vix)).thetaEdge().get();
        ThetaEdge dear =
                BuyerFixture.engine().evaluate(with(1.5 * vix)).thetaEdge().get();

        assertThat(cheap.expectedEdge()).isGreaterThan(dear.expectedEdge());
        assertThat((1 + cheap.expectedEdge()) / (1 + dear.expectedEdge())).isCloseTo(3, within(0.02));
        assertThat(cheap.winProbability()).isGreaterThan(dear.winProbability());
    }

    @Test
    void lists_gamma_around_spot_or_says_that_there_is_no_chain() {
        GammaByStrike gamma =
                BuyerFixture.engine().evaluate(with(0.14)).gammaByStrike().get();

        assertThat(gamma.expiry()).isEqualTo(EXPIRY);
        assertThat(gamma.assumption()).isEqualTo("DEALERS_LONG_CALLS_SHORT_PUTS");
        assertThat(gamma.balance()).isCloseTo(0.5, within(1e-6));
        assertThat(gamma.strikes())
                .hasSize(StrikeGammaBlock.MOST_STRIKES)
                .isSortedAccordingTo((a, b) -> Double.compare(a.strike(), b.strike()))
                .extracting(GammaByStrike.StrikeGamma::net)
                .allMatch(net -> net > 0);
        assertThat(BuyerFixture.engine()
                        .evaluate(BuyerFixture.features(BuyerFixture.EVENING))
                        .gammaByStrike())
                .isEqualTo(Block.unavailable("no option chain"));
    }
}
