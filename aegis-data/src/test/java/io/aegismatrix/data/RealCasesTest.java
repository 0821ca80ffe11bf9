package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people have them, of the developer data beside the reactor, against the clean ones. */
class RealCasesTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T16:00:00+05:30");
    private static final Instant CHAIN_EVENING = Instant.parse("2019-08-23T16:00:00+05:30");

    private static MarketSnapshot read(String name, Instant asOf) {
        Path folder = DeveloperData.require().resolve("cases").resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "no ../shared/data/cases/" + name + "; test skipped");
        return MarketSources.csv(folder).snapshot(MarketRequest.nifty50(asOf));
    }

    /** The volume, which exporters fill in as they like, does not count. */
    private static void assertSame(BarSeries read, BarSeries clean, double tolerance) {
        assertThat(read.size()).isEqualTo(clean.size());
        Offset<Double> within = Offset.offset(tolerance);
        for (int i = 0; i < clean.size(); i++) {
            DailyBar expected = clean.bar(i);
            DailyBar bar = read.bar(i);
            assertThat(bar.session()).isEqualTo(expected.session());
            assertThat(bar.open()).isCloseTo(expected.open(), within);
            assertThat(bar.high()).isCloseTo(expected.high(), within);
            assertThat(bar.low()).isCloseTo(expected.low(), within);
            assertThat(bar.close()).isCloseTo(expected.close(), within);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-seconds, 0",
        "investing-us, 0.0051",
        "niftyindices-export, 0",
        "nse-years-joined, 0",
        "spreadsheet-dates, 0",
        "volume-suffix, 0",
        "yfinance-three-header-rows, 0"
    })
    void a_format_is_the_clean_market(String name, double tolerance) {
        MarketSnapshot snapshot = read(name, EVENING);
        MarketSnapshot clean = read("clean-2024", EVENING);
        assertSame(snapshot.daily(), clean.daily(), tolerance);
        assertSame(snapshot.volatilityIndex(), clean.volatilityIndex(), tolerance);
        assertThat(snapshot.quality().anomalies()).isEqualTo(clean.quality().anomalies());
    }

    @Test
    void two_rows_of_the_newest_day_are_refused() {
        // Skips here where there are no files; inside the assertion it would be taken for the refusal.
        DeveloperData.require();
        assertThatThrownBy(() -> read("two-rows-newest-day", EVENING))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll("two different rows of 2024-12-31", "23488.00", "23644.8");
    }

    @ParameterizedTest
    @CsvSource({"chain-empty-answer, answered empty", "chain-html, web page"})
    void a_chain_that_is_none_leaves_the_market_as_without(String name, String told) {
        MarketSnapshot snapshot = read(name, CHAIN_EVENING);
        MarketSnapshot clean = read("clean-2019", CHAIN_EVENING);
        assertThat(snapshot.daily()).isEqualTo(clean.daily());
        assertThat(snapshot.optionChain()).isEmpty();
        assertThat(snapshot.quality().anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.code()).isEqualTo("OPTION_CHAIN_UNREADABLE");
            assertThat(anomaly.detail()).contains(told);
        });
    }

    @Test
    void the_exchanges_chain_download_has_the_open_interest_of_its_json() {
        OptionChain download =
                read("chain-exchange-csv", CHAIN_EVENING).optionChain().orElseThrow();
        OptionChain json = read("clean-2019-chain", CHAIN_EVENING).optionChain().orElseThrow();
        LocalDate expiry = LocalDate.parse("2019-08-29");
        assertThat(download.spot()).isEqualTo(json.spot());
        assertThat(interests(download, expiry)).isEqualTo(interests(json, expiry));
    }

    private static List<String> interests(OptionChain chain, LocalDate expiry) {
        return chain.expiring(expiry).stream()
                .filter(quote -> quote.openInterest() > 0)
                .map(quote -> quote.strike() + " " + quote.right() + " " + quote.openInterest())
                .sorted()
                .toList();
    }
}
