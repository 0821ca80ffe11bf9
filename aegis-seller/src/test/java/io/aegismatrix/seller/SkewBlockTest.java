package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.payload.Skew;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Which smile's skew is published. */
class SkewBlockTest {

    private static final LocalDate MONTHLY = LocalDate.of(2024, 7, 25);
    private static final LocalDate WEEKLY = LocalDate.of(2024, 7, 4);
    private static final double SPOT = 24_000;

    /** Eighteen sessions, forward 24000; SciPy's Black prices of a smile from 16 % at the lowest strike to 13 % at the highest. */
    private static OptionChain chain(LocalDate expiry) {
        return new OptionChain(
                "NIFTY",
                Instant.parse("2024-06-28T10:00:00Z"),
                SPOT,
                List.of(
                        option(expiry, 23_200, Right.PUT, 122.8233),
                        option(expiry, 23_700, Right.PUT, 250.0341),
                        option(expiry, 24_000, Right.PUT, 358.2284),
                        option(expiry, 24_000, Right.CALL, 358.2284),
                        option(expiry, 24_300, Right.CALL, 217.9939),
                        option(expiry, 24_800, Right.CALL, 78.5084)));
    }

    private static OptionQuote option(LocalDate expiry, double strike, Right right, double price) {
        return new OptionQuote(
                expiry,
                strike,
                right,
                100,
                10,
                OptionalDouble.empty(),
                OptionalDouble.of(price),
                OptionalDouble.of(price - 0.05),
                OptionalDouble.of(price + 0.05));
    }

    @Test
    void publishes_the_smile_of_a_chain_in_place_of_the_proxy() {
        Skew skew =
                SkewBlock.of(Invented.situation(Invented.with(chain(MONTHLY)))).get();

        assertThat(skew.method()).isEqualTo(Skew.Method.OPTION_CHAIN_25_DELTA);
        assertThat(skew.expiry()).contains(MONTHLY);
        assertThat(skew.putVolatility().orElseThrow())
                .isGreaterThan(skew.atTheMoneyVolatility().orElseThrow());
        assertThat(skew.callVolatility().orElseThrow())
                .isLessThan(skew.atTheMoneyVolatility().orElseThrow());
        assertThat(skew.netSkew()).isCloseTo(skew.putSkew() - skew.callSkew(), within(2e-6));
    }

    @Test
    void leaves_a_dying_expiry_alone() {
        assertThat(SkewBlock.of(Invented.situation(Invented.with(chain(WEEKLY))))
                        .get()
                        .method())
                .isEqualTo(Skew.Method.SEMIVARIANCE_PROXY);
    }
}
