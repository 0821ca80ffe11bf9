package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.PriceExport.Order;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Price files as exporters write them are the same bars, or a sentence about what they could mean. */
class PriceFormatsTest {

    private static final Instant EVENING = MarketFixtures.EVENING;
    private static final List<DailyBar> INDEX =
            rounded(MarketFixtures.snapshot(300).daily());
    private static final List<DailyBar> VOLATILITY =
            rounded(MarketFixtures.snapshot(300).volatilityIndex());
    private static final String OURS = "date,open,high,low,close,volume";
    private static final String OUR_COLUMNS = "date open high low close volume";

    @TempDir
    Path folder;

    private static List<DailyBar> rounded(BarSeries series) {
        return series.bars().stream()
                .map(bar -> new DailyBar(
                        bar.session(),
                        PriceExport.decimal(bar.open()).doubleValue(),
                        PriceExport.decimal(bar.high()).doubleValue(),
                        PriceExport.decimal(bar.low()).doubleValue(),
                        PriceExport.decimal(bar.close()).doubleValue(),
                        0))
                .toList();
    }

    @BeforeEach
    void writes_clean_files() throws IOException {
        write("nifty50_daily.csv", PriceExport.of(OUR_COLUMNS, OURS).write(INDEX));
        write("indiavix_daily.csv", PriceExport.of(OUR_COLUMNS, OURS).write(VOLATILITY));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private MarketSnapshot snapshot(boolean lenient) {
        return MarketSources.csv(folder, lenient).snapshot(MarketRequest.nifty50(EVENING));
    }

    private void assertSameMarket(UnaryOperator<String> edit, Supplier<PriceExport> export) throws IOException {
        write("nifty50_daily.csv", edit.apply(export.get().write(INDEX)));
        write("indiavix_daily.csv", edit.apply(export.get().write(VOLATILITY)));
        MarketSnapshot read = snapshot(false);
        assertThat(withoutVolume(read.daily())).isEqualTo(INDEX);
        assertThat(withoutVolume(read.volatilityIndex())).isEqualTo(VOLATILITY);
        assertThat(read.quality().anomalies()).isEmpty();
    }

    private static List<DailyBar> withoutVolume(BarSeries series) {
        return series.bars().stream()
                .map(bar -> new DailyBar(bar.session(), bar.open(), bar.high(), bar.low(), bar.close(), 0))
                .toList();
    }

    private void assertRefused(String text, boolean lenient, String... expected) throws IOException {
        write("nifty50_daily.csv", text);
        assertThatThrownBy(() -> snapshot(lenient))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll(expected);
    }

    /** Each exporter with its own header, columns, dates, order and quoting. */
    static Map<String, Supplier<PriceExport>> exporters() {
        Map<String, Supplier<PriceExport>> all = new TreeMap<>();
        all.put("ours", () -> PriceExport.of(OUR_COLUMNS, OURS));
        all.put(
                "the exchange's index download",
                () -> PriceExport.of(
                                "date open high low close - -",
                                "\uFEFFDate ,Open ,High ,Low ,Close ,Shares Traded ,Turnover (\u20B9 Cr)")
                        .dates(PriceExportDates::exchange)
                        .ordered(Order.NEWEST_FIRST));
        all.put(
                "the exchange's volatility index download",
                () -> PriceExport.of(
                                "date open high low close half 0.08 0.55",
                                "\"Date \",\"Open \",\"High \",\"Low \",\"Close \",\"Prev. Close \",\"Change \",\"% Change \"")
                        .dates(PriceExportDates::exchange)
                        .quoted());
        all.put(
                "the exchange's history answer",
                () -> PriceExport.of(
                                "x x high open date low close half",
                                "_id,EOD_INDEX_NAME,EOD_HIGH_INDEX_VAL,EOD_OPEN_INDEX_VAL,EOD_TIMESTAMP,EOD_LOW_INDEX_VAL,EOD_CLOSE_INDEX_VAL,EOD_PREV_CLOSE")
                        .dates(PriceExportDates::exchange));
        all.put(
                "the index company's export",
                () -> PriceExport.of("NIFTY date open high low close", "Index Name,Date,Open,High,Low,Close")
                        .dates("dd MMM yyyy")
                        .quoted()
                        .ordered(Order.NEWEST_FIRST));
        all.put(
                "the index company's answer",
                () -> PriceExport.of(
                                "1 NIFTY date open high low close",
                                "RequestNumber,INDEX_NAME,HistoricalDate,OPEN,HIGH,LOW,CLOSE")
                        .dates("dd MMM yyyy"));
        all.put(
                "closes of all indices, one of them picked",
                () -> PriceExport.of(
                                "NIFTY date open high low close 1.2 .34",
                                "Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,Change(%)")
                        .dates("dd-MM-yyyy"));
        all.put(
                "Yahoo's page",
                () -> PriceExport.of(
                        "date open high low close half volume", "Date,Open,High,Low,Close,Adj Close,Volume"));
        all.put(
                "yfinance",
                () -> PriceExport.of(
                        "date close high low open volume",
                        "Price,Close,High,Low,Open,Volume",
                        "Ticker,^NSEI,^NSEI,^NSEI,^NSEI,^NSEI",
                        "Date,,,,,"));
        all.put(
                "yfinance with the ticker on top",
                () -> PriceExport.of(
                        "date open high low close volume",
                        "Ticker,^NSEI,^NSEI,^NSEI,^NSEI,^NSEI",
                        "Price,Open,High,Low,Close,Volume",
                        "Date,,,,,"));
        all.put(
                "an older yfinance",
                () -> PriceExport.of(
                        "date half close high low open volume",
                        ",Adj Close,Close,High,Low,Open,Volume",
                        ",^NSEI,^NSEI,^NSEI,^NSEI,^NSEI,^NSEI",
                        "Date,,,,,,"));
        all.put(
                "yfinance, names joined",
                () -> PriceExport.of("date close high low open", "Date,Close_^NSEI,High_^NSEI,Low_^NSEI,Open_^NSEI"));
        all.put(
                "yfinance, names as tuples",
                () -> PriceExport.of(
                        "date close high low open",
                        "Date,\"('Close', '^NSEI')\",\"('High', '^NSEI')\",\"('Low', '^NSEI')\",\"('Open', '^NSEI')\""));
        all.put(
                "quantmod",
                () -> PriceExport.of(
                        "date open high low close volume half",
                        "\"\",\"NSEI.Open\",\"NSEI.High\",\"NSEI.Low\",\"NSEI.Close\",\"NSEI.Volume\",\"NSEI.Adjusted\""));
        all.put(
                "Investing.com, month first",
                () -> PriceExport.of(
                                "date close open high low volume 0.10%",
                                "\uFEFF\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"")
                        .dates("MM/dd/yyyy")
                        .volume("250.13M")
                        .prices(value -> PriceExport.grouped(value, false))
                        .quoted()
                        .ordered(Order.NEWEST_FIRST));
        all.put(
                "Investing.com, day first",
                () -> PriceExport.of("date close open high low volume 0.10%", "Date,Price,Open,High,Low,Vol.,Change %")
                        .dates("dd-MM-yyyy")
                        .volume("1.2K"));
        all.put(
                "Investing.com, older",
                () -> PriceExport.of("date close open high low volume 0.10%", "Date,Price,Open,High,Low,Vol.,Change %")
                        .dates("MMM dd, yyyy")
                        .volume("0.3B"));
        all.put(
                "a chart",
                () -> PriceExport.of("date open high low close volume 55.1", "time,open,high,low,close,Volume,RSI")
                        .epoch(1, ""));
        all.put(
                "a broker",
                () -> PriceExport.of("0 date open high low close volume", ",timestamp,open,high,low,close,volume")
                        .epoch(1000, ""));
        all.put("a data frame", () -> PriceExport.of(OUR_COLUMNS, OURS).epoch(1_000_000_000, ""));
        all.put(
                "single letters",
                () -> PriceExport.of(OUR_COLUMNS, "t,o,h,l,c,v").epoch(1, ".0"));
        all.put(
                "a terminal",
                () -> PriceExport.of(
                                "NIFTY date 15:30:00 open high low close volume",
                                "<TICKER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>")
                        .dates("yyyyMMdd"));
        all.put(
                "a title, names in capitals, the index as the close",
                () -> PriceExport.of(
                                "date open high low close",
                                "India VIX historical data",
                                "",
                                "DATE,VIX_OPEN,VIX_HIGH,VIX_LOW,VIX")
                        .dates("dd-MMM-yyyy"));
        all.put(
                "a spreadsheet in the European way",
                () -> PriceExport.of(OUR_COLUMNS, "sep=;", OURS)
                        .dates("dd.MM.yyyy")
                        .separated(";")
                        .prices(PriceExport::european));
        all.put(
                "a spreadsheet's day numbers",
                () -> PriceExport.of(OUR_COLUMNS, OURS).dates(day -> String.valueOf(day.toEpochDay() + 25_569)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("exporters_names")
    void reads_what_an_exporter_writes(String name) throws IOException {
        assertSameMarket(
                UnaryOperator.identity(), Objects.requireNonNull(exporters().get(name)));
    }

    static Stream<String> exporters_names() {
        return exporters().keySet().stream();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void reads_it_in_any_order_of_downloads(Order order) throws IOException {
        int turn = List.of(Order.values()).indexOf(order);
        for (Supplier<PriceExport> exporter : exporters().values()) {
            boolean again = turn % 2 == 0;
            // Every exporter in every second order, half of them with headers in between: the rest says nothing new.
            if (turn % 4 < 2) {
                assertSameMarket(UnaryOperator.identity(), () -> {
                    PriceExport export = exporter.get().ordered(order);
                    return again ? export.headerAgain() : export;
                });
            }
            turn++;
        }
    }

    static Stream<Arguments> dateForms() {
        List<String> patterns = List.of(
                "yyyy-MM-dd",
                "yyyy/MM/dd",
                "yyyy.MM.dd",
                "yyyyMMdd",
                "yyyy-M-d",
                "dd-MMM-yyyy",
                "d MMM yyyy",
                "dd/MMM/yyyy",
                "MMM d, yyyy",
                "MMMM dd, yyyy",
                "EEE, dd MMM yyyy",
                "ddMMMyyyy",
                "dd-MMM-yy",
                "d MMMM yyyy",
                "yyyy-MMM-dd",
                "dd/MM/yyyy",
                "d/M/yyyy",
                "MM/dd/yyyy",
                "M/d/yyyy",
                "dd.MM.yyyy",
                "dd-MM-yyyy",
                "MM-dd-yyyy",
                "dd/MM/yy",
                "M/d/yy",
                "yy-MM-dd",
                "dd MM yyyy",
                "yyyy-MM-dd'T00:00:00+05:30'",
                "yyyy-MM-dd' 00:00:00'",
                "dd/MM/yyyy' 15:30'",
                "MM/dd/yyyy' 3:30:00 PM'",
                "yyyy-MM-dd'T03:45:00.000Z'",
                "yyyyMMdd' 091500'",
                "yyyy-MM-dd' 00:00:00+0530'",
                "yyyy-MM-dd' 09:15:00 IST'",
                "yyyy-MM-dd'T09:15:00+05:30[Asia/Kolkata]'");
        List<String> separators = List.of(",", ";", "\t", "|");
        return IntStream.range(0, patterns.size())
                .mapToObj(i -> Arguments.of(patterns.get(i), separators.get(i % separators.size())));
    }

    @ParameterizedTest
    @MethodSource("dateForms")
    void reads_any_one_form_of_date_under_any_separator(String pattern, String separator) throws IOException {
        assertSameMarket(
                UnaryOperator.identity(),
                () -> PriceExport.of(OUR_COLUMNS, OURS).dates(pattern).separated(separator));
    }

    static Stream<PriceWriter> numbers() {
        return Stream.of(
                new PriceWriter("grouped", value -> PriceExport.grouped(value, false)),
                new PriceWriter("grouped as in India", value -> PriceExport.grouped(100 * value, true)),
                new PriceWriter("European", PriceExport::european),
                new PriceWriter(
                        "decimal comma",
                        value -> PriceExport.decimal(value).toPlainString().replace('.', ',')),
                new PriceWriter(
                        "blanks", value -> PriceExport.grouped(value, false).replace(',', '\u00A0')),
                new PriceWriter(
                        "blanks and a comma",
                        value -> PriceExport.european(value).replace('.', '\u202F')),
                new PriceWriter(
                        "apostrophes",
                        value -> PriceExport.grouped(value, false).replace(',', '\'')),
                new PriceWriter("rupees", value -> "\u20B9 " + PriceExport.grouped(value, false)),
                new PriceWriter("Rs.", value -> "Rs. " + PriceExport.decimal(value)),
                new PriceWriter("blanks round it", value -> " \u00A0" + PriceExport.decimal(value) + "\u00A0 "),
                new PriceWriter("scientific", value -> String.format(Locale.ROOT, "%.8e", value)));
    }

    record PriceWriter(String name, java.util.function.Function<Double, String> form) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void reads_numbers_however_they_are_grouped(PriceWriter numbers) throws IOException {
        boolean scaled = numbers.name().endsWith("India");
        for (String separator : List.of(",", ";", "\t")) {
            write(
                    "nifty50_daily.csv",
                    PriceExport.of(OUR_COLUMNS, OURS)
                            .prices(numbers.form())
                            .separated(separator)
                            .write(INDEX));
            List<DailyBar> read = withoutVolume(snapshot(false).daily());
            List<DailyBar> expected = scaled
                    ? INDEX.stream()
                            .map(bar -> new DailyBar(
                                    bar.session(),
                                    PriceExport.decimal(100 * bar.open()).doubleValue(),
                                    PriceExport.decimal(100 * bar.high()).doubleValue(),
                                    PriceExport.decimal(100 * bar.low()).doubleValue(),
                                    PriceExport.decimal(100 * bar.close()).doubleValue(),
                                    0))
                            .toList()
                    : INDEX;
            assertThat(read).isEqualTo(expected);
        }
    }

    @Test
    void a_decimal_comma_between_commas_is_refused_and_named() throws IOException {
        String text = PriceExport.of(OUR_COLUMNS, OURS).write(INDEX).replace('.', ',');
        assertRefused(text, false, "cells, the header has 6", "decimal mark a comma");
        assertRefused(text, true, "form that is not understood");
    }

    @Test
    void numbers_that_could_be_grouped_or_decimal_are_refused() throws IOException {
        String text = OURS + "\n2024-12-30,\"14,100\",\"14,500\",\"13,900\",\"14,200\",0\n"
                + "2024-12-31,\"14,100\",\"14,500\",\"13,900\",\"14,200\",0\n";
        assertRefused(text, false, "'14,100' can be 14100.0 or 14.1");
    }

    @Test
    void footers_titles_and_rows_beyond_the_newest_bar_are_no_bad_rows() throws IOException {
        String text =
                PriceExport.of(OUR_COLUMNS, "NIFTY 50 from 01-01-2023", "(index points)", OURS, ",pts,pts,pts,pts,")
                                .write(INDEX)
                        + "2025-01-01,NaN,NaN,NaN,NaN,0\n2025-01-02,,,,,\n,,,,,\nSource: the exchange\n\"Total records: 300\",,,,,\n";
        write("nifty50_daily.csv", text);

        MarketSnapshot read = snapshot(false);

        assertThat(read.daily().bars()).isEqualTo(INDEX);
        assertThat(read.quality().anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.code()).isEqualTo("BARS_WITHOUT_PRICES");
            assertThat(anomaly.detail()).contains("nifty50_daily.csv: 2 rows", "2025-01-01, 2025-01-02");
        });
    }

    @Test
    void a_row_without_prices_on_a_closed_day_is_no_hole_and_one_on_a_session_is() throws IOException {
        String clean = PriceExport.of(OUR_COLUMNS, OURS).write(INDEX);
        String closed = clean.replace("2024-12-26,", "2024-12-25,-,-,-,-,0\n2024-12-26,");
        write("nifty50_daily.csv", closed);
        assertThat(snapshot(false).daily().bars()).isEqualTo(INDEX);

        String hole = clean.replaceAll("2024-12-26,.*\n", "2024-12-26,null,null,null,null,0\n");
        assertRefused(hole, false, "no prices on 2024-12-26", "read leniently");
        assertThat(snapshot(true).daily().size()).isEqualTo(INDEX.size() - 1);
    }

    @Test
    void equal_rows_of_overlapping_downloads_are_one_bar() throws IOException {
        String text = PriceExport.of(OUR_COLUMNS, OURS).write(INDEX.subList(0, 200))
                + PriceExport.of(OUR_COLUMNS, OURS).write(INDEX.subList(190, INDEX.size()));
        write("nifty50_daily.csv", text);
        assertThat(snapshot(false).daily().bars()).isEqualTo(INDEX);
    }

    @Test
    void joined_downloads_may_have_their_columns_in_another_order() throws IOException {
        String text = PriceExport.of(OUR_COLUMNS, OURS).write(INDEX.subList(0, 200))
                + "\n"
                + PriceExport.of("date close high low open", "Date,Close,High,Low,Open")
                        .write(INDEX.subList(200, INDEX.size()));
        write("nifty50_daily.csv", text);
        assertThat(snapshot(false).daily().bars()).isEqualTo(INDEX);
    }

    @Test
    void two_rows_exchanged_are_refused() throws IOException {
        List<DailyBar> bars = new ArrayList<>(INDEX);
        bars.add(100, bars.remove(103));
        String text = OURS + "\n";
        for (DailyBar bar : bars) {
            text += bar.session() + "," + bar.open() + "," + bar.high() + "," + bar.low() + "," + bar.close() + ",0\n";
        }
        assertRefused(text, true, "nifty50_daily.csv:103: column 'date' must be sorted");
    }

    private static List<DailyBar> within(String first, String last) {
        return INDEX.stream()
                .filter(bar -> !bar.session().isBefore(LocalDate.parse(first))
                        && !bar.session().isAfter(LocalDate.parse(last)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yy", "M.d.yy"})
    void order_sessions_and_distance_tell_day_from_month_where_no_day_is_above_twelve(String pattern)
            throws IOException {
        List<DailyBar> week = within("2024-12-02", "2024-12-12");
        write(
                "nifty50_daily.csv",
                PriceExport.of(OUR_COLUMNS, OURS).dates(pattern).write(week));
        assertThat(snapshot(false).daily().bars()).isEqualTo(week);
    }

    @Test
    void dates_that_can_be_read_in_two_ways_are_refused_with_both() throws IOException {
        List<DailyBar> day = within("2024-11-12", "2024-11-12");
        String text = PriceExport.of(OUR_COLUMNS, OURS).dates("dd/MM/yyyy").write(day);
        assertRefused(
                text,
                true,
                "nifty50_daily.csv:2: the date '12/11/2024' can be day first (2024-11-12) or month first (2024-12-11)",
                "write the dates as yyyy-MM-dd");
    }

    @Test
    void dates_of_two_ways_in_one_file_are_refused_as_a_spreadsheet_leaves_them() throws IOException {
        String text = PriceExport.of(OUR_COLUMNS, OURS)
                .dates(day -> day.getDayOfMonth() > 12
                        ? PriceExportDates.of("dd-MM-yyyy", day)
                        : PriceExportDates.of("M/d/yyyy", day))
                .write(INDEX);
        assertRefused(text, false, "dates are written in more than one way", "rows");
        assertThatThrownBy(() -> snapshot(true)).hasMessageContaining("more than one way");
    }

    @Test
    void dates_whose_days_and_months_a_spreadsheet_has_exchanged_are_not_sorted() throws IOException {
        String text = PriceExport.of(OUR_COLUMNS, OURS)
                .dates(day -> PriceExportDates.of(day.getDayOfMonth() > 12 ? "dd/MM/yyyy" : "MM/dd/yyyy", day))
                .write(INDEX);
        assertRefused(text, true, "must be sorted", "are all dates written in one way?");
    }

    @Test
    void a_close_under_another_name_is_taken_only_where_nothing_else_can_be_meant() throws IOException {
        String rows = PriceExport.of(OUR_COLUMNS, OURS).write(INDEX).replace(OURS, "date,open,high,low,%s,volume");
        for (String name : List.of("Price", "india_vix", "NIFTY 50", "Close Price", "closing index value")) {
            write("nifty50_daily.csv", String.format(rows, name));
            assertThat(snapshot(false).daily().bars()).as(name).isEqualTo(INDEX);
        }
        for (String name : List.of("Adj Close", "Prev. Close", "LTP", "Settle", "Close change")) {
            assertRefused(
                    String.format(rows, name),
                    true,
                    "nifty50_daily.csv:1: column 'close' is missing",
                    "read as date: 'date'");
        }
    }

    @Test
    void an_adjusted_close_is_named_and_never_used() throws IOException {
        assertRefused(
                "Date,Open,High,Low,Adj Close\n2024-12-31,1,1,1,1\n",
                false,
                "'Adj Close' is an adjusted price and never stands in for the close");
    }

    @Test
    void columns_of_two_instruments_are_refused() throws IOException {
        assertRefused("""
                Date,Open_^NSEI,High_^NSEI,Low_^NSEI,Close_^NSEI,Open_^INDIAVIX,High_^INDIAVIX,Low_^INDIAVIX,Close_^INDIAVIX
                2024-12-31,1,1,1,1,2,2,2,2
                """, false, "more than once", "Close_^NSEI", "Close_^INDIAVIX");
    }

    @Test
    void a_column_of_another_instrument_beside_the_four_is_passed_over() throws IOException {
        write(
                "nifty50_daily.csv",
                PriceExport.of("date open high low close half", "Date,Open,High,Low,Close,India VIX Close")
                        .write(INDEX));
        assertThat(snapshot(false).daily().bars()).isEqualTo(INDEX);
    }

    @Test
    void a_web_page_is_called_one() throws IOException {
        assertRefused("<!DOCTYPE html>\n<html><body>Access Denied</body></html>\n", false, "web page");
    }

    @Test
    void lenient_reading_is_advised_for_a_few_rows_only() throws IOException {
        String clean = PriceExport.of(OUR_COLUMNS, OURS).write(INDEX);
        write("nifty50_daily.csv", clean.replace("2024-12-1", "2024-12-x"));
        assertThatThrownBy(() -> snapshot(false)).satisfies(refused -> {
            assertThat(refused).hasMessageContainingAll("read leniently", "'2024-12-x");
            assertThat(((MarketDataException) refused).lenientReadingHelps()).isTrue();
        });
        assertThat(snapshot(true).quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains("ROWS_SKIPPED");

        write("nifty50_daily.csv", clean.replace("2024-1", "2024-x"));
        for (boolean lenient : new boolean[] {false, true}) {
            assertThatThrownBy(() -> snapshot(lenient)).satisfies(refused -> {
                assertThat(refused).hasMessageContainingAll("of 300 rows cannot be read", "not understood");
                assertThat(((MarketDataException) refused).lenientReadingHelps())
                        .isFalse();
            });
        }
    }

    @Test
    void names_files_that_look_like_market_data_and_are_not_read() throws IOException {
        String shape = PriceExport.of(OUR_COLUMNS, OURS).write(INDEX.subList(0, 3));
        write("NIFTY 50-01-01-2024-to-31-12-2024.csv", shape);
        write("hist_india_vix_2024.csv", shape.replace(OURS, "Date ,VIX_OPEN,VIX_HIGH,VIX_LOW,VIX_CLOSE"));
        write("banknifty_5m.csv", shape);
        write("notes.txt", "remember to download the VIX\n");
        write("predictions.csv", "as_of,output,horizon,parameter,value\n");

        assertThat(snapshot(false).quality().anomalies()).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.code()).isEqualTo("FILES_NOT_READ");
            assertThat(anomaly.detail())
                    .contains(": NIFTY 50-01-01-2024-to-31-12-2024.csv, banknifty_5m.csv, hist_india_vix_2024.csv;");
        });

        write("fo31DEC2024bhav.csv", "INSTRUMENT,SYMBOL,EXPIRY_DT,STRIKE_PR,OPTION_TYP,OPEN\n");
        write("BhavCopy_NSE_FO_0_0_0_20241231_F_0000.csv.zip", "PK");
        assertThat(snapshot(false).quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .containsExactly("EXCHANGE_FILE_UNREADABLE", "EXCHANGE_FILE_UNREADABLE", "FILES_NOT_READ");

        Files.delete(folder.resolve("nifty50_daily.csv"));
        assertThatThrownBy(() -> snapshot(false))
                .hasMessageContainingAll("nifty50_daily.csv: no such file", "NIFTY 50-01-01-2024-to-31-12-2024.csv");
    }

    private static final String BARS = "Datetime,Open,High,Low,Close,Volume\n";

    @Test
    void reads_bars_inside_sessions_in_the_same_forms() throws IOException {
        String[] days = {"30", "31"};
        String[] times = {"09:15", "09:20", "09:25"};
        BarSeries daily = snapshot(false).daily();
        for (String day : days) {
            levels.put(day, (int)
                    daily.bar(daily.find(LocalDate.parse("2024-12-" + day)).orElseThrow())
                            .close());
        }
        Map<String, String> files = new TreeMap<>();
        files.put(
                "ours",
                "timestamp,open,high,low,close\n"
                        + bars(days, times, (d, t) -> "2024-12-" + d + "T" + t + ":00+05:30"));
        files.put("day first", BARS.replace(",Volume", "") + bars(days, times, (d, t) -> d + "/12/2024 " + t));
        files.put(
                "month first, half days",
                BARS.replace(",Volume", "")
                        + bars(days, times, (d, t) -> "12/" + d + "/2024 " + t.substring(1) + ":00 AM"));
        files.put(
                "yfinance",
                "Price,Open,High,Low,Close\nTicker,^NSEI,^NSEI,^NSEI,^NSEI\nDatetime,,,,\n"
                        + bars(
                                days,
                                times,
                                (d, t) -> "2024-12-" + d + " "
                                        + java.time.LocalTime.parse(t).minusMinutes(330) + ":00+00:00"));
        files.put(
                "epoch",
                "time,open,high,low,close\n"
                        + bars(
                                days,
                                times,
                                (d, t) -> ""
                                        + Instant.parse("2024-12-" + d + "T" + t + ":00+05:30")
                                                .toEpochMilli()));
        files.put(
                "date and time apart",
                "Ticker,Date,Time,Open,High,Low,Close\n" + bars(days, times, (d, t) -> "NIFTY,202412" + d + "," + t));
        files.put(
                "date and clock apart",
                "Date,Time,Open,High,Low,Close\n" + bars(days, times, (d, t) -> d + "/12/2024," + t.replace(":", "")));
        files.put(
                "in UTC by name",
                "Time (UTC),Open,High,Low,Close\n"
                        + bars(
                                days,
                                times,
                                (d, t) -> "2024-12-" + d + " "
                                        + java.time.LocalTime.parse(t).minusMinutes(330)));
        List<IntradaySeries> read = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            write("nifty50_5m.csv", file.getValue());
            try {
                read.add(snapshot(false).intraday().orElseThrow());
            } catch (MarketDataException e) {
                throw new AssertionError(file.getKey(), e);
            }
        }
        assertThat(read.get(0).bars()).hasSize(6);
        assertThat(read.get(0).bars().get(0).start()).isEqualTo(Instant.parse("2024-12-30T03:45:00Z"));
        assertThat(read).allSatisfy(series -> assertThat(series).isEqualTo(read.get(0)));
    }

    /** Where the index stood on the days the bars are of: bars from elsewhere would be another index's. */
    private final Map<String, Integer> levels = new TreeMap<>();

    private String bars(String[] days, String[] times, java.util.function.BinaryOperator<String> stamp) {
        StringBuilder text = new StringBuilder();
        for (String day : days) {
            int level = Objects.requireNonNull(levels.get(day));
            for (String time : times) {
                text.append(stamp.apply(day, time))
                        .append("," + level + "," + (level + 9) + "," + (level - 9) + "," + (level + 5) + "\n");
                level += 5;
            }
        }
        return text.toString();
    }
}
