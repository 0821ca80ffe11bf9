package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.Underlying;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that the exchange really published, through our own readers: the values were looked up in them by hand. */
class RecordedExchangeFilesTest {

    private static final LocalDate TENTH = LocalDate.of(2026, 9, 10);

    @TempDir
    private Path folder;

    private final List<Anomaly> noticed = new ArrayList<>();

    private void copy(String name, String as) throws IOException {
        Files.copy(DeveloperData.requireRecorded("nse/" + name), folder.resolve(as));
    }

    @Test
    void the_closes_of_a_session_are_those_of_the_index_its_volatility_index_and_its_companion() throws IOException {
        copy("ind_close_all_05102026-excerpt.csv", "ind_close_all_05102026.csv");
        LocalDate session = LocalDate.of(2026, 10, 5);

        Map<String, BarSeries> closes =
                IndexCloseFiles.read(folder, IndexCloseFiles.names(Underlying.NIFTY50, true), session, noticed::add);

        assertThat(noticed).isEmpty();
        assertThat(closes).containsOnlyKeys("NIFTY50", "INDIAVIX", "BANKNIFTY");
        assertThat(closes.values())
                .allSatisfy(series -> assertThat(series.last().session()).isEqualTo(session));
        assertThat(closes.values())
                .extracting(series -> series.last().close())
                .containsExactlyInAnyOrder(22555.75, 14.78, 54714.1);
    }

    @Test
    void a_bhavcopy_is_the_closing_chain_and_what_did_not_trade_has_no_price() throws IOException {
        copy("BhavCopy_NSE_FO_0_0_0_20260910_F_0000-excerpt.csv", "BhavCopy_NSE_FO_0_0_0_20260910_F_0000.csv");
        copy("fo_mktlots-2026-09-excerpt.csv", "fo_mktlots.csv");

        OptionChain chain = new ExchangeChains(
                        folder,
                        NseCalendar.load("nifty"),
                        Underlying.NIFTY50,
                        BarSeries.of("NIFTY50", List.of()),
                        0.0001,
                        noticed::add)
                .newest(TENTH, Instant.parse("2026-09-10T20:00:00+05:30"))
                .orElseThrow();

        // Nothing is told of the lots: both files have 65, as the calendar.
        assertThat(noticed).isEmpty();
        assertThat(chain.asOf()).isEqualTo("2026-09-10T10:10:00Z");
        assertThat(chain.spot()).isEqualTo(23477.8);
        assertThat(chain.quotes()).hasSize(9);
        OptionQuote call = chain.quotes().get(0);
        assertThat(call.strike()).isEqualTo(23100);
        assertThat(call.right()).isEqualTo(Right.CALL);
        assertThat(call.lastPrice()).hasValue(361.2);
        assertThat(call.openInterest()).isEqualTo(2231);
        assertThat(call.volume()).isEqualTo(13187);
        assertThat(chain.quotes())
                .filteredOn(quote -> quote.volume() == 0)
                .hasSize(3)
                .allSatisfy(quote -> assertThat(quote.lastPrice()).isEmpty());
    }

    @Test
    void the_sites_chain_of_an_evening_has_volatilities_in_percent_and_none_where_it_says_0() throws IOException {
        Path file = DeveloperData.requireRecorded("nse/option-chain-v3-nifty-2026-09-11-excerpt.json");
        try (InputStream in = Files.newInputStream(file)) {
            OptionChain chain = NseOptionChain.parse(in, "recorded", ZoneId.of("Asia/Kolkata"));
            assertThat(chain.asOf()).isEqualTo("2026-09-11T10:10:00Z");
            assertThat(chain.spot()).isEqualTo(23398.1);
            assertThat(chain.expiries()).containsExactly(LocalDate.of(2026, 9, 15));
            assertThat(chain.quotes())
                    .filteredOn(quote -> quote.strike() == 23450 && quote.right() == Right.CALL)
                    .singleElement()
                    .satisfies(quote -> {
                        assertThat(quote.openInterest()).isEqualTo(64916);
                        assertThat(quote.impliedVolatility().orElseThrow()).isCloseTo(0.1187, within(1e-12));
                    });
            assertThat(chain.quotes())
                    .filteredOn(quote -> quote.strike() == 24000 && quote.right() == Right.PUT)
                    .singleElement()
                    .satisfies(quote -> assertThat(quote.impliedVolatility()).isEmpty());
        }
    }
}
