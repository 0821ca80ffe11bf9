package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chain is optional: whatever its file holds, the rest of the market is read, and what is wrong with it is told. */
class OptionChainFilesTest {

    private static final Instant EVENING = Instant.parse("2024-01-05T16:00:00+05:30");
    private static final String DAILY = """
            date,open,high,low,close
            2024-01-03,21661.1,21677.0,21500.35,21517.35
            2024-01-04,21605.8,21685.65,21564.55,21658.6
            2024-01-05,21705.75,21749.6,21629.2,21710.8
            """;
    private static final String VOLATILITY = """
            date,open,high,low,close
            2024-01-03,14.6,14.8,13.9,14.2
            2024-01-04,14.2,14.3,13.2,13.3
            2024-01-05,13.3,13.5,12.5,12.6
            """;
    private static final String ROW =
            "{\"strikePrice\": 21700, \"expiryDate\": \"11-Jan-2024\", \"CE\": {\"underlying\":"
                    + " \"NIFTY\", \"openInterest\": 5, \"lastPrice\": 98.5, \"underlyingValue\": %s}}";
    private static final String DOWNLOAD = """
            CALLS,,PUTS
            ,OI,CHNG IN OI,VOLUME,IV,LTP,CHNG,BID QTY,BID,ASK,ASK QTY,STRIKE,BID QTY,BID,ASK,ASK QTY,CHNG,LTP,IV,VOLUME,CHNG IN OI,OI,
            ,"1,084","8","77","38.18","232.00","1",75,"231.00","233.00","150","21,500.00","75","9.00","11.00","975","-0.65","10.30","13.37","55,400","67","4,37,000",
            ,"36",-,-,-,"152.00",-,"75",-,-,"150","21,700.00","10,050",-,-,"75","-0.30","131","12.73","7","2","5",
            ,-,-,-,-,-,-,-,-,-,-,"21,900.00","75","190","192","75",-,-,-,-,-,-,
            """;
    private static final String DOWNLOAD_NAME = "option-chain-ED-NIFTY-11-Jan-2024.csv";

    @TempDir
    Path folder;

    @BeforeEach
    void writes_daily_files() throws IOException {
        write("nifty50_daily.csv", DAILY);
        write("indiavix_daily.csv", VOLATILITY);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private MarketSnapshot snapshot(Instant asOf) {
        return MarketSources.csv(folder).snapshot(MarketRequest.nifty50(asOf));
    }

    private static String answer(String data, String timestamp) {
        return "{\"records\": {\"timestamp\": \"" + timestamp + "\", \"data\": " + data + "}}";
    }

    private void assertReadWithout(String name, String content, String told) throws IOException {
        MarketSnapshot without = snapshot(EVENING);
        write(name, content);

        MarketSnapshot snapshot = snapshot(EVENING);

        assertThat(snapshot.optionChain()).isEmpty();
        assertThat(snapshot.daily()).isEqualTo(without.daily());
        assertThat(snapshot.quality().sources()).isEqualTo(without.quality().sources());
        assertThat(snapshot.quality().anomalies())
                .hasSize(without.quality().anomalies().size() + 1)
                .last()
                .satisfies(anomaly -> {
                    assertThat(anomaly.code()).isEqualTo("OPTION_CHAIN_UNREADABLE");
                    assertThat(anomaly.detail()).startsWith(name).contains(told).doesNotContain(folder.toString());
                });
        Files.delete(folder.resolve(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|the exchange answered empty ({})",
                "[]|the exchange answered empty ([])",
                "``|the file is empty",
                "null|the exchange answered empty (null)",
                "{\"records\": {}}|records.data must be a list with rows, was MISSING",
                "{\"records\": {\"data\": []}}|was an empty list",
                "{\"filtered\": {\"data\": [{\"strikePrice\": 1}]}}|only the filtered part",
                "{\"error\": 401}|records.data",
                "<!DOCTYPE html><html>Access Denied</html>|this is a web page",
                " <html><body>Resource not found</body></html>|this is a web page",
                "{\"records\": {\"data\": [{\"strike|not complete JSON",
                "Too Many Requests|not complete JSON"
            })
    void an_answer_without_a_chain_is_told_and_left_out(String content, String told) throws IOException {
        assertReadWithout("option_chain_x.json", content, told);
    }

    @Test
    void a_chain_without_a_moment_or_with_a_level_of_zero_everywhere_is_told_and_left_out() throws IOException {
        assertReadWithout(
                "option_chain_x.json", answer("[" + String.format(ROW, "21710.8") + "]", ""), "records.timestamp");
        assertReadWithout(
                "option_chain_x.json",
                answer("[" + String.format(ROW, "0") + "]", "05-Jan-2024 15:30:00"),
                "underlyingValue, the index level, is missing or 0 in every row");
    }

    @Test
    void a_chain_beside_a_broken_one_is_used() throws IOException {
        write("option_chain_a.json", "{}");
        write("nifty-option-chain.json", answer("[" + String.format(ROW, "21710.8") + "]", "05-Jan-2024 15:30:00"));
        assertThat(snapshot(EVENING).optionChain()).map(OptionChain::spot).contains(21710.8);
    }

    @Test
    void reads_the_exchanges_download_as_of_the_close_its_prices_agree_with() throws IOException {
        write(DOWNLOAD_NAME, DOWNLOAD);

        MarketSnapshot snapshot = snapshot(EVENING);

        OptionChain chain = snapshot.optionChain().orElseThrow();
        assertThat(chain.underlying()).isEqualTo("NIFTY");
        assertThat(chain.asOf()).isEqualTo(snapshot.calendar().close(LocalDate.parse("2024-01-05")));
        assertThat(chain.spot()).isEqualTo(21710.8);
        LocalDate expiry = LocalDate.parse("2024-01-11");
        assertThat(chain.quotes())
                .containsExactly(
                        new OptionQuote(
                                expiry,
                                21500,
                                Right.CALL,
                                1084,
                                77,
                                OptionalDouble.of(38.18 / 100),
                                OptionalDouble.of(232),
                                OptionalDouble.of(231),
                                OptionalDouble.of(233)),
                        new OptionQuote(
                                expiry,
                                21500,
                                Right.PUT,
                                437_000,
                                55_400,
                                OptionalDouble.of(13.37 / 100),
                                OptionalDouble.of(10.3),
                                OptionalDouble.of(9),
                                OptionalDouble.of(11)),
                        new OptionQuote(
                                expiry,
                                21700,
                                Right.CALL,
                                36,
                                0,
                                OptionalDouble.empty(),
                                OptionalDouble.of(152),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()),
                        new OptionQuote(
                                expiry,
                                21700,
                                Right.PUT,
                                5,
                                7,
                                OptionalDouble.of(12.73 / 100),
                                OptionalDouble.of(131),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()),
                        new OptionQuote(
                                expiry,
                                21900,
                                Right.PUT,
                                0,
                                0,
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                OptionalDouble.of(190),
                                OptionalDouble.of(192)));
        assertThat(snapshot.quality().anomalies()).anySatisfy(anomaly -> {
            assertThat(anomaly.code()).isEqualTo("OPTION_CHAIN_UNDATED");
            assertThat(anomaly.detail()).contains(DOWNLOAD_NAME, "2024-01-05", "21710.8", "(21722)");
        });
    }

    @Test
    void joins_the_downloads_of_several_expiries_and_passes_over_other_indices() throws IOException {
        write(DOWNLOAD_NAME, DOWNLOAD);
        write("option-chain-ED-NIFTY-25-Jan-2024 (1).csv", DOWNLOAD.replace("12.73", "6.97"));
        write("option-chain-ED-BANKNIFTY-25-Jan-2024.csv", DOWNLOAD);
        assertThat(snapshot(EVENING).optionChain().orElseThrow().expiries())
                .containsExactly(LocalDate.parse("2024-01-11"), LocalDate.parse("2024-01-25"));
    }

    @Test
    void a_download_with_an_older_heading_is_read_too() throws IOException {
        write(
                "option-chain-NIFTY-11-Jan-2024.csv",
                DOWNLOAD.replace("CHNG,BID QTY,BID,ASK", "Net Chng,Bid Qty,Bid Price,Ask Price")
                        .replace("STRIKE", "Strike Price")
                        .replace("CALLS,,PUTS\n", ""));
        assertThat(snapshot(EVENING).optionChain().orElseThrow().quotes()).hasSize(5);
    }

    @Test
    void a_day_in_the_name_is_the_downloads_day() throws IOException {
        write("option-chain-ED-NIFTY-11-Jan-2024_2024-01-04.csv", DOWNLOAD);
        Optional<OptionChain> chain = snapshot(EVENING).optionChain();
        assertThat(chain).map(OptionChain::spot).contains(21658.6);
    }

    @Test
    void a_download_whose_prices_are_of_another_day_is_left_out() throws IOException {
        assertReadWithout(
                DOWNLOAD_NAME,
                DOWNLOAD.replace("21,", "22,"),
                "its prices put the index at 22722, which is not the close of 2024-01-05, 21710.8");
    }

    @Test
    void a_download_whose_volatilities_are_of_another_day_is_left_out() throws IOException {
        assertReadWithout(
                "option-chain-ED-NIFTY-18-Jan-2024.csv",
                DOWNLOAD,
                "are those of 6.0 days before the expiry, but 2024-01-05 is 13 before it");
        assertReadWithout(DOWNLOAD_NAME, DOWNLOAD.replace("12.73", "-"), "no implied volatility at the money");
    }

    @Test
    void a_download_that_nothing_dates_is_left_out() throws IOException {
        assertReadWithout("option-chain.csv", DOWNLOAD, "the file name tells no symbol and expiry");
        assertReadWithout("option-chain-ED-NIFTY-04-Jan-2024.csv", DOWNLOAD, "expired before 2024-01-05");
        assertReadWithout(
                DOWNLOAD_NAME, DOWNLOAD.lines().limit(2).reduce("", (a, b) -> a + b + "\n"), "no option found");
        assertReadWithout(DOWNLOAD_NAME, "<html>Access Denied</html>", "no option found");
        assertReadWithout(DOWNLOAD_NAME, "", "the file is empty");
    }

    @Test
    void json_of_the_same_moment_is_preferred_to_a_download() throws IOException {
        write(DOWNLOAD_NAME, DOWNLOAD);
        write("option_chain_x.json", answer("[" + String.format(ROW, "21710.8") + "]", "05-Jan-2024 15:45:00"));
        MarketSnapshot snapshot = snapshot(EVENING);
        assertThat(snapshot.optionChain().orElseThrow().quotes()).hasSize(1);
        assertThat(snapshot.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .doesNotContain("OPTION_CHAIN_UNDATED");
    }
}
