package io.aegismatrix.features.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Eight days of the exchange's bhavcopies against an independent Python script over the same file: max pain by brute force
 * over the strikes, the forward as the median of nine strikes' parity, volatility by bisection of Black's formula with
 * Python's erfc. Volatilities within 5e-8, the script's printed digits.
 */
class RecordedBhavcopiesTest {

    /**
     * @param contracts open interest of the expiry, call and put, in contracts
     * @param options rows of the expiry
     */
    private record Expected(
            String day,
            String expiry,
            double spot,
            double maxPain,
            double forward,
            double volatility,
            double contracts,
            int options) {}

    private static final List<Expected> NEAREST = List.of(
            new Expected("2025-01-01", "2025-01-02", 23742.9, 23750, 23783.200, 0.19857827, 4896102, 198),
            new Expected("2025-01-02", "2025-01-09", 24188.65, 24100, 24192.050, 0.13656663, 1887952, 188),
            new Expected("2025-01-03", "2025-01-09", 24004.75, 24000, 24000.050, 0.12980038, 3562152, 188),
            new Expected("2025-01-06", "2025-01-09", 23616.05, 23850, 23620.600, 0.18990010, 4019821, 188),
            new Expected("2025-01-07", "2025-01-09", 23707.9, 23800, 23707.000, 0.14303364, 4404098, 188),
            new Expected("2025-01-08", "2025-01-09", 23688.95, 23700, 23689.850, 0.12233753, 4634241, 188),
            new Expected("2025-01-09", "2025-01-16", 23526.5, 23650, 23593.900, 0.13566538, 1749727, 188),
            new Expected("2025-01-10", "2025-01-16", 23431.5, 23550, 23447.200, 0.13687334, 2812225, 190));

    @Test
    void max_pain_and_volatility_at_the_money_are_those_of_the_script() {
        MarketSource folder = MarketSources.csv(DeveloperData.require());
        List<OptionChain> chains = new ArrayList<>();
        folder.chains(
                MarketRequest.nifty50(Instant.parse("2025-01-11T12:00:00Z")).withFrom(LocalDate.of(2024, 12, 31)),
                chain -> {
                    if (chain.asOf().isAfter(Instant.parse("2025-01-01T00:00:00Z"))) {
                        chains.add(chain);
                    }
                });

        assertThat(chains).hasSize(NEAREST.size());
        assertThat(chains.stream().mapToInt(chain -> chain.quotes().size()).sum())
                .isEqualTo(12_416);
        for (int i = 0; i < chains.size(); i++) {
            assertSame(NEAREST.get(i), chains.get(i));
        }
    }

    private static void assertSame(Expected expected, OptionChain chain) {
        LocalDate expiry = LocalDate.parse(expected.expiry());
        assertThat(chain.asOf()).as(expected.day()).isEqualTo(Instant.parse(expected.day() + "T10:00:00Z"));
        assertThat(chain.knownAt()).isEqualTo(Instant.parse(expected.day() + "T14:00:00Z"));
        assertThat(chain.spot()).isEqualTo(expected.spot());
        List<OptionQuote> options = chain.expiring(expiry);
        assertThat(options).hasSize(expected.options());
        assertThat(options.stream().mapToDouble(OptionQuote::openInterest).sum())
                .isEqualTo(expected.contracts());
        ExpiryAnalytics analytics = ChainAnalytics.of(chain, MarketSources.nseCalendar())
                .find(expiry)
                .orElseThrow();
        assertThat(analytics.maxPain().orElseThrow().strike()).isEqualTo(expected.maxPain());
        assertThat(analytics.forward().value()).isCloseTo(expected.forward(), within(1e-9));
        assertThat(analytics.atTheMoneyVolatility().orElseThrow()).isCloseTo(expected.volatility(), within(5e-8));
    }
}
