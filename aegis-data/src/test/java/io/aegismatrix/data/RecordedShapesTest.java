package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.internal.NseOptionChain;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The shapes that were recorded from the real hosts; skipped where the developer data is not there. */
class RecordedShapesTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private static String text(String name) throws IOException {
        return Files.readString(DeveloperData.require().resolve(name));
    }

    private static MarketSnapshot snapshot(FakeHosts hosts, Instant asOf) {
        return MarketSources.yahoo(
                        hosts,
                        LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE),
                        Clock.fixed(asOf, ZoneOffset.UTC),
                        MarketStore.none())
                .snapshot(MarketRequest.nifty50(asOf));
    }

    @Test
    void a_recorded_chart_with_a_null_on_muhurat_day_gives_nine_bars() throws IOException {
        FakeHosts hosts = new FakeHosts()
                .text(
                        "/v8/finance/chart/%5ENSEI?.*interval=1d.*",
                        200, "application/json", text("yahoo/chart_NSEI_1d_excerpt_with_null_bar.json"))
                .text(
                        "/v8/finance/chart/%5EINDIAVIX?.*",
                        404, "application/json", text("yahoo/error_404_not_found.json"));
        MarketSnapshot snapshot = snapshot(hosts, Instant.parse("2020-11-20T12:00:00Z"));

        assertThat(snapshot.daily().bars())
                .extracting(DailyBar::session)
                .hasSize(9)
                .doesNotContain(LocalDate.of(2020, 11, 14))
                .startsWith(LocalDate.of(2020, 11, 9))
                .endsWith(LocalDate.of(2020, 11, 20));
        // Sent as 12461.0498046875, and 12461.05 in the exchange's own record.
        assertThat(snapshot.daily().bar(0).close()).isEqualTo(12461.05);
        assertThat(snapshot.quality().anomalies())
                .extracting(Anomaly::code)
                .contains("BARS_WITHOUT_PRICES", "MISSING_SESSIONS", "VOLATILITY_INDEX_EMPTY");
        assertThat(snapshot.quality().anomalies())
                .extracting(Anomaly::detail)
                .anySatisfy(detail ->
                        assertThat(detail).contains("1 of 10 daily bars have no prices; newest 2020-11-14T11:45:00Z"))
                .anySatisfy(detail -> assertThat(detail).contains("404").contains("No data found"));
    }

    @Test
    void the_recorded_v3_chain_is_read() throws IOException {
        Path file = DeveloperData.require().resolve("nse/option_chain_v3_shape_excerpt.json");
        try (InputStream in = Files.newInputStream(file)) {
            OptionChain chain = NseOptionChain.parse(in, "v3", INDIA);
            assertThat(chain.asOf()).isEqualTo("2026-06-19T10:00:00Z");
            assertThat(chain.spot()).isEqualTo(24013.1);
            assertThat(chain.expiries()).containsExactly(LocalDate.of(2026, 6, 23));
            OptionChain.OptionQuote call = chain.quotes().stream()
                    .filter(quote -> quote.strike() == 23950 && quote.right() == OptionChain.Right.CALL)
                    .findFirst()
                    .orElseThrow();
            assertThat(call.bid()).hasValue(151);
            assertThat(call.ask()).hasValue(151.7);
            assertThat(call.impliedVolatility().orElseThrow()).isCloseTo(0.10, within(1e-12));
            assertThat(chain.quotes())
                    .filteredOn(quote -> quote.strike() == 21200 && quote.right() == OptionChain.Right.CALL)
                    .singleElement()
                    .satisfies(quote -> {
                        assertThat(quote.impliedVolatility()).isEmpty();
                        assertThat(quote.lastPrice()).isEmpty();
                        assertThat(quote.bid()).hasValue(2623.1);
                    });
        }
    }

    @Test
    void rows_without_one_side_are_read_in_the_old_shape() throws IOException {
        Path file = DeveloperData.require().resolve("nse/option_chain_indices_excerpt_2019-08-23.json");
        try (InputStream in = Files.newInputStream(file)) {
            OptionChain chain = NseOptionChain.parse(in, "old", INDIA);
            assertThat(chain.underlying()).isEqualTo("NIFTY");
            assertThat(chain.spot()).isEqualTo(10829.35);
            assertThat(chain.quotes()).isNotEmpty();
        }
    }
}
