package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketSources;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.payload.SellerOutlook.Skew;
import io.aegismatrix.payload.SellerOutlook.SkewMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Skew of smiles whose shape is known. */
class SmileSkewTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    private static final LocalDate EXPIRY = LocalDate.of(2024, 7, 25);
    private static final double SPOT = 24_000;

    private static OptionQuote quote(LocalDate expiry, double strike, Right right, double volatility) {
        return new OptionQuote(
                expiry,
                strike,
                right,
                100,
                0,
                OptionalDouble.of(volatility),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static OptionChain chain(LocalDate expiry, int strikes, DoubleUnaryOperator smile) {
        List<OptionQuote> quotes = new ArrayList<>();
        for (int i = -strikes; i <= strikes; i++) {
            double strike = SPOT + 100 * i;
            quotes.add(quote(expiry, strike, Right.CALL, smile.applyAsDouble(strike)));
            quotes.add(quote(expiry, strike, Right.PUT, smile.applyAsDouble(strike)));
        }
        return new OptionChain("NIFTY", Instant.parse("2024-06-28T10:00:00Z"), SPOT, quotes);
    }

    private static Optional<Skew> skew(OptionChain chain) {
        return SmileSkew.of(chain, EXPIRY, CALENDAR);
    }

    @Test
    void finds_no_skew_in_a_flat_smile() {
        Skew flat = skew(chain(EXPIRY, 25, strike -> 0.14)).orElseThrow();

        assertThat(flat.putSkew().orElseThrow()).isCloseTo(0, within(1e-6));
        assertThat(flat.callSkew().orElseThrow()).isCloseTo(0, within(1e-6));
        assertThat(flat.netSkew().orElseThrow()).isCloseTo(0, within(1e-6));
        assertThat(flat.method()).contains(SkewMethod.OPTION_CHAIN_25_DELTA);
    }

    @Test
    void calls_dearer_puts_a_positive_skew() {
        Skew skew = skew(chain(EXPIRY, 25, strike -> 0.14 - 0.5 * Math.log(strike / SPOT)))
                .orElseThrow();

        assertThat(skew.putSkew().orElseThrow()).isBetween(0.05, 0.2);
        assertThat(skew.callSkew().orElseThrow()).isBetween(-0.2, -0.05);
        assertThat(skew.netSkew().orElseThrow())
                .isCloseTo(skew.putSkew().orElseThrow() - skew.callSkew().orElseThrow(), within(2e-6));
    }

    @Test
    void finds_nothing_where_the_strikes_do_not_reach_25_delta() {
        assertThat(skew(chain(EXPIRY, 2, strike -> 0.14))).isEmpty();
    }

    @Test
    void leaves_a_dying_expiry_alone() {
        LocalDate near = LocalDate.of(2024, 7, 4);
        OptionChain dying = chain(near, 25, strike -> 0.14);

        assertThat(SmileSkew.of(dying, near, CALENDAR)).isEmpty();
    }

    @Test
    void publishes_the_smile_of_a_chain_in_place_of_the_proxy() {
        assertThat(Invented.engine()
                        .evaluate(Invented.with(chain(EXPIRY, 25, strike -> 0.14)))
                        .skew()
                        .method())
                .contains(SkewMethod.OPTION_CHAIN_25_DELTA);
    }
}
