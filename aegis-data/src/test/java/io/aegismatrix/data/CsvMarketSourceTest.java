package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvMarketSourceTest {

    private static final Instant EVENING = Instant.parse("2024-01-05T16:00:00+05:30");
    private static final String HEADER = "date,open,high,low,close,volume\n";
    private static final String FIVE_DAYS = HEADER + """
            2024-01-01,21727.75,21834.35,21680.85,21741.9,154000
            2024-01-02,21751.35,21755.6,21555.65,21665.8,263700
            2024-01-03,21661.1,21677.0,21500.35,21517.35,311900
            2024-01-04,21605.8,21685.65,21564.55,21658.6,339200
            2024-01-05,21705.75,21749.6,21629.2,21710.8,309300
            """;
    private static final String FIVE_DAYS_VIX = HEADER + """
            2024-01-01,14.5,15.2,14.1,14.58,0
            2024-01-02,14.58,14.9,13.9,14.68,0
            2024-01-03,14.68,14.8,13.8,14.05,0
            2024-01-04,14.05,14.2,13.2,13.37,0
            2024-01-05,13.37,13.5,12.4,12.63,0
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writes_good_files() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS);
        write("indiavix_daily.csv", FIVE_DAYS_VIX);
    }

    private void write(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private MarketSnapshot snapshot(Instant asOf) {
        return MarketSources.csv(folder).snapshot(MarketRequest.nifty50(asOf));
    }

    private void assertRefused(String... expected) {
        assertThatThrownBy(() -> snapshot(EVENING))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll(expected);
    }

    @Test
    void reads_completed_sessions_and_finds_nothing_wrong() {
        MarketSnapshot snapshot = snapshot(EVENING);

        assertThat(snapshot.daily().size()).isEqualTo(5);
        assertThat(snapshot.daily().last())
                .isEqualTo(new DailyBar(LocalDate.parse("2024-01-05"), 21705.75, 21749.6, 21629.2, 21710.8, 309300));
        assertThat(snapshot.volatilityIndex().last().close()).isEqualTo(12.63);
        assertThat(snapshot.quality().completeness()).isEqualTo(1);
        assertThat(snapshot.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(snapshot.quality().anomalies()).isEmpty();
        assertThat(snapshot.quality().sources())
                .extracting(DataQuality.SourceStamp::instrument)
                .containsExactly("NIFTY50", "INDIAVIX");
        assertThat(snapshot.quality().sources().get(0).asOf()).isEqualTo(Instant.parse("2024-01-05T15:30:00+05:30"));
        assertThat(snapshot.synthetic()).isFalse();
    }

    @Test
    void leaves_the_running_sessions_bar_out() {
        MarketSnapshot running = snapshot(Instant.parse("2024-01-05T15:29:00+05:30"));
        assertThat(running.lastSession()).isEqualTo("2024-01-04");
        assertThat(running.volatilityIndex().last().session()).isEqualTo("2024-01-04");
        assertThat(running.quality().freshness())
                .as("yesterday's close in market hours")
                .isEqualTo(Freshness.EXPIRED);
    }

    @Test
    void starts_at_the_requested_session() {
        MarketSnapshot snapshot = MarketSources.csv(folder)
                .snapshot(MarketRequest.nifty50(EVENING).withFrom(LocalDate.parse("2024-01-03")));
        assertThat(snapshot.daily().bar(0).session()).isEqualTo("2024-01-03");
        assertThat(snapshot.volatilityIndex().size()).isEqualTo(3);
        assertThatThrownBy(() -> MarketSources.csv(folder)
                        .snapshot(MarketRequest.nifty50(EVENING).withFrom(LocalDate.parse("2024-02-01"))))
                .hasMessageContainingAll("nifty50_daily.csv", "2024-02-01", "2024-01-05");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc,1,1,1,1,0|column 'date'|'abc'",
                "2024-13-08,1,1,1,1,0|column 'date'|'2024-13-08'",
                "08/01/2024,1,1,1,1,0|column 'date'|'08/01/2024'",
                ",1,1,1,1,0|column 'date'|''",
                "2024-01-08,n/a,1,1,1,0|column 'open'|'n/a'",
                "2024-01-08,1,NaN,1,1,0|column 'high'|'NaN'",
                "2024-01-08,1,1,Infinity,1,0|column 'low'|'Infinity'",
                "2024-01-08,1,1,1,null,0|column 'close'|'null'",
                "2024-01-08,1,1,1|column 'close'|''",
                "2024-01-08,1,1,1,0x1p3,0|column 'close'|'0x1p3'",
                "2024-01-08,1,1,1,1d,0|column 'close'|'1d'",
                "2024-01-08,1,1,1,1e999,0|column 'close'|'1e999'",
                "2024-01-08,-5,1,1,1,0|column 'open'|'-5'",
                "2024-01-08,1,1,0,1,0|column 'low'|'0'",
                "2024-01-08,100,99.5,101,100,0|high must be at least low|high=99.5, low=101.0 on 2024-01-08",
                "2024-01-08,100,99,98,98.5,0|high must be at least open and close|high=99.0",
                "2024-01-08,100,101,100,99,0|low must be at most open and close|low=100.0",
                "2024-01-08,\"1,1|column 'open'|'1,1'",
            })
    void refuses_a_bad_row_and_names_file_line_column_and_value(String row, String rule, String value)
            throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + row);
        assertRefused(folder.resolve("nifty50_daily.csv") + ":7: ", rule, value, "correct the row");
    }

    @Test
    void refuses_two_different_rows_of_one_day_and_quotes_both_also_when_reading_leniently() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + "2024-01-05,1,1,1,1,0\n");
        for (boolean lenient : new boolean[] {false, true}) {
            assertThatThrownBy(() -> MarketSources.csv(folder, lenient).snapshot(MarketRequest.nifty50(EVENING)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContainingAll(
                            "nifty50_daily.csv:7: two different rows of 2024-01-05",
                            "line 6 is '2024-01-05,21705.75,21749.6,21629.2,21710.8,309300'",
                            "line 7 is '2024-01-05,1,1,1,1,0'")
                    .hasMessageNotContaining("lenient");
        }
    }

    @Test
    void refuses_a_row_far_from_its_place() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + "2023-12-29,1,1,1,1,0\n");
        assertRefused("nifty50_daily.csv:7: column 'date' must be sorted", "2023-12-29 after 2024-01-05 on line 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-7", "250.13M", "-", "n/a", "1,2,3"})
    void a_volume_never_refuses_a_file(String volume) throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + "2024-01-08,21800,21900,21700,21850,\"" + volume + "\"\n");
        assertThat(snapshot(EVENING).daily().size()).isEqualTo(5);
    }

    @Test
    void refuses_a_bad_row_even_after_the_moment_of_observation() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + "2024-06-04,1,1,1,oops,0");
        assertRefused("nifty50_daily.csv:7: ", "'close'", "'oops'");
    }

    @Test
    void refuses_an_empty_file() throws IOException {
        write("nifty50_daily.csv", "");
        assertRefused("nifty50_daily.csv: the file is empty", "date,open,high,low,close");
    }

    @Test
    void refuses_a_file_with_only_a_header() throws IOException {
        write("nifty50_daily.csv", HEADER);
        assertRefused("nifty50_daily.csv: no data rows");
    }

    @Test
    void refuses_a_missing_column_and_shows_the_header() throws IOException {
        write("nifty50_daily.csv", "date,open,high,low\n2024-01-01,1,1,1\n");
        assertRefused("nifty50_daily.csv:1: ", "column 'close' is missing", "'date,open,high,low'");
    }

    @Test
    void refuses_a_huge_line() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + "2024-01-08," + "9".repeat(5000) + ",1,1,1,0\n");
        assertRefused("nifty50_daily.csv:7: ", "4096");
    }

    @Test
    void refuses_a_huge_line_of_small_cells() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + "1234567,".repeat(600) + "\n");
        assertRefused("nifty50_daily.csv:7: ");
    }

    @Test
    void refuses_a_truncated_gzip() throws IOException {
        byte[] whole = gzip(FIVE_DAYS);
        Files.delete(folder.resolve("nifty50_daily.csv"));
        Files.write(folder.resolve("nifty50_daily.csv.gz"), Arrays.copyOf(whole, whole.length - 20));
        assertRefused("nifty50_daily.csv.gz: cannot be read", "is the file complete?");
    }

    @Test
    void refuses_a_gzip_that_is_none() throws IOException {
        Files.delete(folder.resolve("nifty50_daily.csv"));
        write("nifty50_daily.csv.gz", FIVE_DAYS);
        assertRefused("nifty50_daily.csv.gz: cannot be read", "GZIP");
    }

    @Test
    void names_the_missing_file() throws IOException {
        Files.delete(folder.resolve("nifty50_daily.csv"));
        assertRefused(folder.resolve("nifty50_daily.csv").toString(), "no such file");
    }

    @Test
    void never_replaces_a_missing_volatility_index() throws IOException {
        Files.delete(folder.resolve("indiavix_daily.csv"));
        assertRefused("indiavix_daily.csv", "INDIAVIX", "never replaced");
    }

    @Test
    void names_the_missing_folder() {
        assertThatThrownBy(() -> MarketSources.csv(folder.resolve("nowhere")).snapshot(MarketRequest.nifty50(EVENING)))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll("nowhere", "no such folder");
    }

    @Test
    void refuses_a_file_that_lies_wholly_in_the_future() {
        assertThatThrownBy(() -> snapshot(Instant.parse("2023-12-29T16:00:00+05:30")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll("nifty50_daily.csv", "all 5 bars", "2024-01-01", "2023-12-29");
    }

    @Test
    void lenient_reading_skips_bad_rows_and_counts_them() throws IOException {
        write(
                "nifty50_daily.csv",
                FIVE_DAYS.replace("2024-01-03,21661.1", "2024-01-03,null") + "2024-01-08,1,1,1,oops,0\n");
        MarketSnapshot snapshot = MarketSources.csv(folder, true).snapshot(MarketRequest.nifty50(EVENING));
        assertThat(snapshot.daily().size()).isEqualTo(4);
        assertThat(snapshot.quality().completeness()).isEqualTo(0.8);
        assertThat(snapshot.quality().anomalies())
                .anySatisfy(anomaly -> {
                    assertThat(anomaly.code()).isEqualTo("ROWS_SKIPPED");
                    assertThat(anomaly.detail()).contains("2 rows skipped", "nifty50_daily.csv:4", "'null'");
                })
                .anySatisfy(anomaly -> {
                    assertThat(anomaly.code()).isEqualTo("MISSING_SESSIONS");
                    assertThat(anomaly.detail()).contains("1 of 5", "2024-01-03");
                });
        assertThat(snapshot.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains("LOW_COMPLETENESS");
    }

    @Test
    void lenient_reading_still_refuses_a_file_without_one_good_row() throws IOException {
        write("nifty50_daily.csv", HEADER + "2024-01-03,null,1,1,1,0\n");
        assertThatThrownBy(() -> MarketSources.csv(folder, true).snapshot(MarketRequest.nifty50(EVENING)))
                .hasMessageContainingAll("nifty50_daily.csv:2", "1 of 1 rows cannot be read");
    }

    @Test
    void reads_byte_order_mark_carriage_returns_any_order_and_extra_columns() throws IOException {
        String text = """
                "Close", HIGH ,note,low,Open,Timestamp
                21741.9,21834.35,x,21680.85,21727.75,2024-01-01T00:00:00+05:30

                21665.8,21755.6,y,21555.65,21751.35,2024-01-02 03:45:00+00:00
                """;
        write("nifty50_daily.csv", '\uFEFF' + text.replace("\n", "\r\n"));
        BarSeries daily = snapshot(EVENING).daily();
        assertThat(daily.bars())
                .containsExactly(
                        new DailyBar(LocalDate.parse("2024-01-01"), 21727.75, 21834.35, 21680.85, 21741.9, 0),
                        new DailyBar(LocalDate.parse("2024-01-02"), 21751.35, 21755.6, 21555.65, 21665.8, 0));
    }

    @Test
    void reads_yahoos_export() throws IOException {
        write("nifty50_daily.csv", """
                Date,Open,High,Low,Close,Adj Close,Volume
                2024-01-01,21727.75,21834.35,21680.85,21741.900391,20000.0,154000
                """);
        assertThat(snapshot(EVENING).daily().last().close()).isEqualTo(21741.900391);
    }

    @Test
    void reads_nses_export_newest_first() throws IOException {
        write("nifty50_daily.csv", """
                Date ,Open ,High ,Low ,Close ,Shares Traded ,Turnover (₹ Cr)
                02-JAN-2024,21751.35,21755.6,21555.65,21665.8,263700000,1
                01-Jan-2024,"21,727.75","21,834.35","21,680.85","21,741.90",154000000,1
                """);
        write("indiavix_daily.csv", """
                "Date ","Open ","High ","Low ","Close ","Prev. Close ","Change ","% Change "
                "01-JAN-2024","14.50","15.20","14.10","14.58","14.50","0.08","0.55"
                "02-JAN-2024","14.58","14.90","13.90","14.68","14.58","0.10","0.69"
                """);
        MarketSnapshot snapshot = snapshot(EVENING);
        assertThat(snapshot.daily().bar(0).close()).isEqualTo(21741.9);
        assertThat(snapshot.daily().last().volume()).isEqualTo(263700000);
        assertThat(snapshot.volatilityIndex().last().session()).isEqualTo("2024-01-02");
        assertThat(snapshot.quality().freshness()).isEqualTo(Freshness.EXPIRED);
        assertThat(snapshot.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .containsExactly("DAILY_BEHIND");
    }

    @Test
    void reads_gzip_when_there_is_no_plain_file() throws IOException {
        Files.delete(folder.resolve("nifty50_daily.csv"));
        Files.write(folder.resolve("nifty50_daily.csv.gz"), gzip(FIVE_DAYS));
        assertThat(snapshot(EVENING).daily().size()).isEqualTo(5);
    }

    @Test
    void leaves_a_bar_of_a_closed_day_out_and_says_so() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS + "2024-01-06,21710,21710,21700,21705,0\n");
        MarketSnapshot snapshot = snapshot(Instant.parse("2024-01-08T16:00:00+05:30"));
        assertThat(snapshot.lastSession()).isEqualTo("2024-01-05");
        assertThat(snapshot.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains("SESSION_NOT_IN_CALENDAR", "DAILY_BEHIND");
    }

    @Test
    void a_ten_year_gap_shows_in_completeness() throws IOException {
        write("nifty50_daily.csv", FIVE_DAYS.replace(HEADER, HEADER + "2013-12-31,6307,6317,6287,6304,0\n"));
        DataQuality quality = snapshot(EVENING).quality();
        assertThat(quality.completeness()).isLessThan(0.01);
        assertThat(quality.anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains("MISSING_SESSIONS", "LONG_GAP", "LOW_COMPLETENESS");
    }

    private static final String BARS = """
            timestamp,open,high,low,close,volume
            2024-01-05T09:15:00+05:30,21705.75,21720,21700,21710,0
            2024-01-05T09:20:00+05:30,21710,21715,21690,21695,0
            2024-01-05T09:25:00+05:30,21695,21699,21685,21690,0
            """;

    @Test
    void running_session_has_bars_that_ended_and_a_price_from_the_last_of_them() throws IOException {
        write("intraday/nifty50_5m_2024.csv", BARS);
        MarketSnapshot snapshot = snapshot(Instant.parse("2024-01-05T09:29:00+05:30"));
        IntradaySeries bars = snapshot.intraday().orElseThrow();
        assertThat(bars.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(bars.bars()).hasSize(2);
        assertThat(snapshot.quote()).contains(new Quote(Instant.parse("2024-01-05T09:25:00+05:30"), 21695));
        assertThat(snapshot.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(snapshot(EVENING).quote())
                .as("no live price after the close")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"09:40,FRESH", "09:41,DELAYED", "10:15,DELAYED", "10:16,STALE", "15:29,STALE"})
    void price_grows_old_in_the_running_session(String time, Freshness expected) throws IOException {
        write("nifty50_5m.csv", BARS);
        assertThat(snapshot(Instant.parse("2024-01-05T" + time + ":00+05:30"))
                        .quality()
                        .freshness())
                .isEqualTo(expected);
    }

    @Test
    void finest_interval_wins_among_files_of_the_same_session() throws IOException {
        write("nifty50_5m.csv", BARS);
        write("nifty50_1m_old.csv", BARS.replace("2024-01-05", "2024-01-04"));
        assertThat(snapshot(EVENING).intraday().orElseThrow().interval()).isEqualTo(Duration.ofMinutes(5));
        write("nifty50_1m_new.csv", BARS);
        IntradaySeries finest = snapshot(EVENING).intraday().orElseThrow();
        assertThat(finest.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(finest.sessions()).containsExactly(LocalDate.parse("2024-01-04"), LocalDate.parse("2024-01-05"));
    }

    @Test
    void leaves_unread_what_is_of_a_year_nobody_asked_for() throws IOException {
        write("nifty50_5m_2024.csv", BARS);
        write("nifty50_5m_2022.csv", "not opened, because its name says it is old");
        MarketRequest whole = MarketRequest.nifty50(EVENING);

        MarketSnapshot snapshot =
                MarketSources.csv(folder).snapshot(whole.withIntradayFrom(LocalDate.parse("2023-01-05")));

        assertThat(snapshot.intraday().orElseThrow().bars()).hasSize(3);
        assertThatThrownBy(() -> MarketSources.csv(folder).snapshot(whole))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("nifty50_5m_2022.csv");
    }

    @Test
    void keeps_daily_bars_from_before_the_bars_inside_sessions() throws IOException {
        write("nifty50_5m_2024.csv", BARS.replace("2024-01-05T09:15", "2024-01-04T09:15"));
        MarketRequest whole = MarketRequest.nifty50(EVENING);

        MarketSnapshot snapshot =
                MarketSources.csv(folder).snapshot(whole.withIntradayFrom(LocalDate.parse("2024-01-05")));

        assertThat(snapshot.intraday().orElseThrow().sessions()).containsExactly(LocalDate.parse("2024-01-05"));
        assertThat(snapshot.daily()).isEqualTo(snapshot(EVENING).daily());
    }

    @Test
    void overlapping_intraday_files_merge_and_disagreement_is_noted() throws IOException {
        write("nifty50_5m_a.csv", BARS);
        write("nifty50_5m_b.csv", BARS.replace("21710,21715,21690,21695", "21710,21715,21690,21696"));
        MarketSnapshot snapshot = snapshot(EVENING);
        assertThat(snapshot.intraday().orElseThrow().bars()).hasSize(3);
        assertThat(snapshot.intraday().orElseThrow().bars().get(1).close()).isEqualTo(21696);
        assertThat(snapshot.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .containsExactly("INTRADAY_OVERLAP");
    }

    @Test
    void refuses_intraday_bars_in_the_wrong_time_zone() throws IOException {
        write("nifty50_5m.csv", BARS.replace("T09:15:00+05:30", "T03:45:00"));
        assertRefused("nifty50_5m.csv:2: ", "'timestamp'", "03:45", "time zone");
    }

    private static final String OLD_CHAIN = """
            {"records": {"expiryDates": ["11-Jan-2024"], "timestamp": "05-Jan-2024 15:30:00", "underlyingValue": 21710.8,
             "data": [{"strikePrice": 21700, "expiryDate": "11-Jan-2024",
              "CE": {"underlying": "NIFTY", "openInterest": 5624, "totalTradedVolume": 172044, "impliedVolatility": 11.5,
                "lastPrice": 98.55, "bidprice": 97.3, "askPrice": 98.55, "underlyingValue": 21710.8}}]}}
            """;

    private static final String NEW_CHAIN = """
            {"records": {"timestamp": "04-Jan-2024 15:30:00", "underlyingValue": 21658.6, "strikePrices": ["21650"],
             "data": [{"strikePrice": 21650, "expiryDates": "11-Jan-2024",
              "CE": {"expiryDate": "11-01-2024", "underlying": "NIFTY", "openInterest": 10, "totalTradedVolume": 3,
                "impliedVolatility": 0, "lastPrice": 0, "buyPrice1": 90.5, "sellPrice1": 91},
              "PE": {"expiryDate": "11-01-2024", "underlying": "NIFTY", "openInterest": 20, "totalTradedVolume": 4,
                "impliedVolatility": 12, "lastPrice": 80, "buyPrice1": 0, "sellPrice1": 81}}]}}
            """;

    @Test
    void newest_known_option_chain_is_used() throws IOException {
        write("option_chain/option_chain_a.json", OLD_CHAIN);
        Files.write(folder.resolve("option_chain_b.json.gz"), gzip(NEW_CHAIN));
        OptionChain friday = snapshot(EVENING).optionChain().orElseThrow();
        assertThat(friday.spot()).isEqualTo(21710.8);
        assertThat(friday.quotes()).hasSize(1);
        assertThat(friday.quotes().get(0).impliedVolatility()).isEqualTo(OptionalDouble.of(0.115));

        OptionChain before = snapshot(Instant.parse("2024-01-05T15:29:00+05:30"))
                .optionChain()
                .orElseThrow();
        assertThat(before.asOf()).isEqualTo(Instant.parse("2024-01-04T15:30:00+05:30"));
        assertThat(before.expiries()).containsExactly(LocalDate.parse("2024-01-11"));
        assertThat(before.quotes().get(0).impliedVolatility()).isEmpty();
        assertThat(before.quotes().get(0).lastPrice()).isEmpty();
        assertThat(before.quotes().get(0).bid()).isEqualTo(OptionalDouble.of(90.5));
        assertThat(before.quotes().get(1).right()).isEqualTo(OptionChain.Right.PUT);
        assertThat(before.quotes().get(1).bid()).isEmpty();
    }

    @Test
    void an_option_chain_two_sessions_old_is_none() throws IOException {
        write("option_chain_b.json", NEW_CHAIN.replace("04-Jan", "03-Jan"));
        assertThat(snapshot(EVENING).optionChain()).isEmpty();
        write("option_chain_2023-12-01.json", "not opened, because its name says it is old");
        assertThat(snapshot(EVENING).optionChain()).isEmpty();
    }

    @Test
    void reads_the_whole_developer_data() {
        Path data = DeveloperData.require();
        Instant asOf = Instant.parse("2024-12-31T16:00:00+05:30");
        MarketSnapshot snapshot = MarketSources.csv(data).snapshot(MarketRequest.nifty50(asOf));
        assertThat(snapshot.daily().size()).isEqualTo(4283);
        assertThat(snapshot.volatilityIndex().size()).isEqualTo(4157);
        assertThat(snapshot.quality().completeness()).isEqualTo(1);
        assertThat(snapshot.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(snapshot.intraday().orElseThrow().bars()).hasSize(11593 + 15571);
        assertThat(snapshot.quality().anomalies())
                .anySatisfy(anomaly -> {
                    assertThat(anomaly.code()).isEqualTo("VOLATILITY_INDEX_MISSING_SESSIONS");
                    assertThat(anomaly.detail()).contains("9 sessions", "2024-03-02");
                })
                .anySatisfy(anomaly -> {
                    assertThat(anomaly.code()).isEqualTo("COMPANION_LEFT_OUT");
                    assertThat(anomaly.detail()).contains("CBOE_VIX", "1 bars", "2004-11-08");
                })
                .hasSize(2);
        assertThat(snapshot.companion(Companion.SP500)
                        .orElseThrow()
                        .bars()
                        .last()
                        .session())
                .isEqualTo("2024-12-30");
        assertThat(snapshot.companion(Companion.BANKNIFTY)
                        .orElseThrow()
                        .bars()
                        .last()
                        .session())
                .isEqualTo("2024-12-31");
        Instant earlier = Instant.parse("2024-05-15T11:03:00+05:30");
        assertThat(snapshot.cutAt(earlier)).isEqualTo(MarketSources.csv(data).snapshot(MarketRequest.nifty50(earlier)));
    }

    @Test
    void reads_nses_recorded_option_chain_of_the_developer_data() {
        MarketSnapshot snapshot = MarketSources.csv(DeveloperData.require())
                .snapshot(MarketRequest.nifty50(Instant.parse("2019-08-26T10:00:00+05:30")));
        OptionChain chain = snapshot.optionChain().orElseThrow();
        assertThat(chain.expiries()).hasSize(21);
        assertThat(chain.spot()).isEqualTo(10829.35);
        assertThat(chain.quotes()).hasSizeGreaterThan(1298);
    }
}
