package io.aegismatrix.features.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.internal.NseOptionChain;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The recorded NSE chains against an independent Python script over the same files: max pain by brute force, volatility
 * by SciPy's brentq on its norm.cdf, the rest by NumPy. Counts exact, volatilities within 1e-8, gamma within 1e-8 of it.
 */
class RecordedChainsTest {

    private static final Offset<Double> VOLATILITY = within(1e-8);

    private static ChainAnalytics analytics(String chain) throws IOException {
        Path file = DeveloperData.require().resolve("option_chain/nse_option_chain_indices_" + chain + ".json.gz");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no recorded chain " + chain + "; test skipped");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            OptionChain recorded = NseOptionChain.parse(in, chain, ZoneId.of("Asia/Kolkata"));
            return ChainAnalytics.of(recorded, MarketSources.nseCalendar());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NIFTY_2019-08-23, 2019-08-29, 10854.7, 0.8666153812231578, 0.7846984252323314, 11000, 11000, 11000, 0.13398311068877625",
        "NIFTY_2019-08-23, 2019-09-05, 10862.975, 0.9654730010188295, 0.7125944962266736, 10900, 10900, 10900, 0.4463877743006892",
        "NIFTY_2019-08-23, 2019-09-26, 10886.35, 0.6485680994919191, 0.6944816143017717, 11000, 10950, 11000, 0.09648291944130587",
        "BANKNIFTY_2023-05-03, 2023-05-04, 43327.375, 1.088566671643599, 0.9748527505726798, 43200, 43200, 43200, 0.38732656344123384",
        "BANKNIFTY_2023-05-03, 2023-05-11, 43325.475, 0.9835870621022722, 0.9076589801464536, 43200, 43200, 43200, 0.4036639726140243",
        "BANKNIFTY_2023-05-03, 2023-05-25, 43322.625, 1.0761774884738735, 1.086645108749357, 43000, 43000, 43000, 0.2998766521169628",
    })
    void counts_open_interest_as_an_independent_script_does(
            String chain,
            LocalDate expiry,
            double forward,
            double openInterestRatio,
            double volumeRatio,
            double strike,
            double lower,
            double upper,
            double near)
            throws IOException {
        ExpiryAnalytics analytics = analytics(chain).find(expiry).orElseThrow();

        assertThat(analytics.forward().value()).isCloseTo(forward, within(1e-6));
        assertThat(analytics.putCallRatio().openInterest().orElseThrow()).isCloseTo(openInterestRatio, within(1e-12));
        assertThat(analytics.putCallRatio().volume().orElseThrow()).isCloseTo(volumeRatio, within(1e-12));
        assertThat(analytics.maxPain()).contains(new MaxPain(strike, lower, upper));
        assertThat(analytics.openInterestNearSpot().orElseThrow()).isCloseTo(near, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "NIFTY_2019-08-23, 2019-08-29, 0.17576554797844, 0.19207258328192, 0.17596169435622, 191.45, 28562787.40211, 0.042703447190752",
        "NIFTY_2019-08-23, 2019-09-05, 0.16841871961210, 0.19013110432568, 0.16899827864397, 263.1, 2078340.1426580, 0.032825154342299",
        "NIFTY_2019-08-23, 2019-09-26, 0.16291960612112, 0.18416137127319, 0.15236003184144, 418.6, 21641918.941178, 0.187646434418995",
        "BANKNIFTY_2023-05-03, 2023-05-04, 0.13404033328209, 0.14551562526069, 0.12963597010722, 293.9, 2100645171.8471, 0.071442551573272",
        "BANKNIFTY_2023-05-03, 2023-05-11, 0.12230863922043, 0.13353495489218, 0.11565972941506, 654.4, 291769979.46456, 0.113915096345689",
        "BANKNIFTY_2023-05-03, 2023-05-25, 0.12790248730185, 0.13848349911723, 0.12021860643290, 1115.425, 148025123.82510, 0.085533144398546",
    })
    void reads_volatility_as_an_independent_script_does(
            String chain,
            LocalDate expiry,
            double atTheMoney,
            double put,
            double call,
            double straddle,
            double gamma,
            double balance)
            throws IOException {
        ExpiryAnalytics analytics = analytics(chain).find(expiry).orElseThrow();
        SmileSkew skew = analytics.skew().orElseThrow();

        assertThat(analytics.atTheMoneyVolatility().orElseThrow()).isCloseTo(atTheMoney, VOLATILITY);
        assertThat(skew.putVolatility()).isCloseTo(put, VOLATILITY);
        assertThat(skew.callVolatility()).isCloseTo(call, VOLATILITY);
        assertThat(analytics.straddle().orElseThrow().premium()).isCloseTo(straddle, within(1e-9));
        assertThat(analytics.gamma().orElseThrow().total()).isCloseTo(gamma, within(1e-8 * gamma));
        assertThat(analytics.gamma().orElseThrow().balance()).isCloseTo(balance, VOLATILITY);
    }

    @Test
    void agrees_with_the_exchange_s_own_volatility_once_its_assumptions_are_undone() throws IOException {
        for (String chain : new String[] {"NIFTY_2019-08-23", "BANKNIFTY_2023-05-03"}) {
            for (ExpiryAnalytics expiry : analytics(chain).expiries()) {
                ExchangeCheck check = expiry.exchangeCheck();
                if (check.compared() > 20) {
                    assertThat(check.medianRatio().orElseThrow())
                            .as("%s", expiry.expiry())
                            .isCloseTo(1, within(0.002));
                    assertThat(check.outside()).as("%s", expiry.expiry()).isLessThanOrEqualTo(check.compared() / 20);
                }
            }
        }
    }
}
