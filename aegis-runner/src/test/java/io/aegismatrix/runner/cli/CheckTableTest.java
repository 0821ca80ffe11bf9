package io.aegismatrix.runner.cli;

import static io.aegismatrix.data.AnomalyCode.BAD_TICK;
import static io.aegismatrix.data.AnomalyCode.COMPANION_LEFT_OUT;
import static io.aegismatrix.data.AnomalyCode.DAILY_AGAINST_INTRADAY;
import static io.aegismatrix.data.AnomalyCode.DAILY_BEHIND;
import static io.aegismatrix.data.AnomalyCode.DAILY_TOO_OLD;
import static io.aegismatrix.data.AnomalyCode.EXCHANGE_FILE_UNREADABLE;
import static io.aegismatrix.data.AnomalyCode.FILES_IDENTICAL;
import static io.aegismatrix.data.AnomalyCode.FILES_SWAPPED;
import static io.aegismatrix.data.AnomalyCode.FLAT_BAR;
import static io.aegismatrix.data.AnomalyCode.INCOMPLETE;
import static io.aegismatrix.data.AnomalyCode.INTRADAY_LABELLED_BY_END;
import static io.aegismatrix.data.AnomalyCode.INTRADAY_OTHER_INDEX;
import static io.aegismatrix.data.AnomalyCode.LEVEL_BROKEN;
import static io.aegismatrix.data.AnomalyCode.LOT_SIZE_MISMATCH;
import static io.aegismatrix.data.AnomalyCode.NEWEST_BAR_FLAT;
import static io.aegismatrix.data.AnomalyCode.NEWEST_BAR_IMPOSSIBLE;
import static io.aegismatrix.data.AnomalyCode.NEWEST_BAR_STUCK;
import static io.aegismatrix.data.AnomalyCode.NEWEST_CLOSE_UNSUPPORTED;
import static io.aegismatrix.data.AnomalyCode.OPTION_CHAIN_OF_BEFORE;
import static io.aegismatrix.data.AnomalyCode.SESSION_NOT_IN_CALENDAR;
import static io.aegismatrix.data.AnomalyCode.SPOT_NOT_THIS_INDEX;
import static io.aegismatrix.data.AnomalyCode.SPOT_STUCK;
import static io.aegismatrix.data.AnomalyCode.SPOT_TOO_OLD;
import static io.aegismatrix.data.AnomalyCode.STALE_REPEAT;
import static io.aegismatrix.data.AnomalyCode.STAMPS_A_DAY_OFF;
import static io.aegismatrix.data.AnomalyCode.VOLATILITY_A_SESSION_OFF;
import static io.aegismatrix.data.AnomalyCode.VOLATILITY_INDEX_CARRIED;
import static io.aegismatrix.data.AnomalyCode.VOLATILITY_INDEX_TOO_OLD;
import static io.aegismatrix.data.AnomalyCode.VOLATILITY_LEVEL;
import static io.aegismatrix.data.AnomalyCode.VOLATILITY_MOVED_ALONE;
import static io.aegismatrix.data.AnomalyCode.VOLATILITY_SCALE;
import static io.aegismatrix.data.AnomalyCode.VOLATILITY_UNRELATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command does with a damaged market what the table of checks says; live parts are {@code DataChecksTest}'s. */
class CheckTableTest {

    private static final String NOON = "2024-12-31T06:30:00Z";
    private static final String EVENING = "2024-12-31T14:00:00Z";

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    /** The lines of a market's files below their headers. */
    private record MarketLines(List<String> index, List<String> volatility, List<String> intraday) {
        void swap() {
            List<String> kept = List.copyOf(index);
            index.clear();
            index.addAll(volatility);
            volatility.clear();
            volatility.addAll(kept);
        }
    }

    @FunctionalInterface
    private interface Damage {
        void inflict(MarketLines market);
    }

    private record Row(AnomalyCode code, String what, String asOf, Damage damage) {
        @Override
        public String toString() {
            return code + ": " + what;
        }
    }

    @BeforeAll
    static void train() throws IOException {
        Path market = MarketFolder.write(models.resolve("market"));
        Result trained = new CommandLineRun(models).run("train --models trained --source", "csv:" + market);
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    private static Row row(AnomalyCode code, String what, Damage damage) {
        return new Row(code, what, EVENING, damage);
    }

    static Stream<Row> rows() {
        return Stream.of(
                row(FILES_SWAPPED, "swapped", MarketLines::swap),
                row(FILES_IDENTICAL, "a copy", market -> replace(market.volatility(), market.index())),
                row(STAMPS_A_DAY_OFF, "volatility index a day early", market -> shift(market.volatility(), -1)),
                row(STAMPS_A_DAY_OFF, "index a day late", market -> shift(market.index(), 1)),
                row(
                        LEVEL_BROKEN,
                        "two units",
                        market -> scale(market.index(), 300, market.index().size(), 10)),
                row(NEWEST_BAR_IMPOSSIBLE, "close ten times too high", market -> scaleNewest(market.index(), 10)),
                row(
                        NEWEST_BAR_IMPOSSIBLE,
                        "volatility index times 100",
                        market -> scaleNewest(market.volatility(), 100)),
                row(
                        NEWEST_BAR_FLAT,
                        "flat",
                        market -> flatten(market.index(), market.index().size() - 1)),
                row(NEWEST_BAR_STUCK, "repeats the bar before", market -> repeat(market.index(), 1)),
                row(NEWEST_BAR_STUCK, "repeats an older bar", market -> repeat(market.index(), 4)),
                row(NEWEST_CLOSE_UNSUPPORTED, "a fall alone", CheckTableTest::fallAlone),
                row(
                        VOLATILITY_LEVEL,
                        "a fraction",
                        market -> scale(
                                market.volatility(), 0, market.volatility().size(), 0.01)),
                row(
                        VOLATILITY_LEVEL,
                        "times 100",
                        market -> scale(
                                market.volatility(), 0, market.volatility().size(), 100)),
                row(
                        VOLATILITY_SCALE,
                        "times 10",
                        market -> scale(
                                market.volatility(), 0, market.volatility().size(), 8)),
                row(VOLATILITY_MOVED_ALONE, "doubles alone", CheckTableTest::doublesAlone),
                row(VOLATILITY_A_SESSION_OFF, "values a session late", market -> moveValues(market.volatility(), 1)),
                row(VOLATILITY_A_SESSION_OFF, "values a session early", market -> moveValues(market.volatility(), -1)),
                row(VOLATILITY_UNRELATED, "days shuffled", market -> shuffle(market.volatility())),
                new Row(
                        SPOT_NOT_THIS_INDEX,
                        "twice the level",
                        NOON,
                        market -> scale(market.intraday(), 0, market.intraday().size(), 2.1)),
                new Row(SPOT_STUCK, "an hour the same", NOON, CheckTableTest::stuck),
                row(DAILY_AGAINST_INTRADAY, "newest bar 2 % higher", market -> scaleNewest(market.index(), 1.02)),
                row(DAILY_TOO_OLD, "two sessions", market -> cut(market.index(), 2)),
                row(VOLATILITY_INDEX_TOO_OLD, "two sessions", market -> cut(market.volatility(), 2)),
                row(
                        INCOMPLETE,
                        "index",
                        market -> market.index().subList(200, 300).clear()),
                row(
                        INCOMPLETE,
                        "volatility index",
                        market -> market.volatility().subList(200, 300).clear()),
                new Row(
                        SPOT_TOO_OLD,
                        "no bars of the session",
                        NOON,
                        market -> market.intraday().clear()),
                row(SESSION_NOT_IN_CALENDAR, "a flat holiday", market -> holiday(market.index())),
                row(SESSION_NOT_IN_CALENDAR, "in the volatility index", market -> holiday(market.volatility())),
                row(BAD_TICK, "a tenth", market -> scale(market.index(), 500, 501, 0.1)),
                row(BAD_TICK, "the first bar", market -> scale(market.index(), 0, 1, 10)),
                row(BAD_TICK, "the bar before the newest", market -> scale(market.volatility(), 618, 619, 10)),
                row(BAD_TICK, "one high", market -> scaleCell(market.index(), 400, 2, 10)),
                row(FLAT_BAR, "in the middle", market -> flatten(market.index(), 450)),
                row(STALE_REPEAT, "volatility index, newest", market -> repeat(market.volatility(), 1)),
                row(
                        INTRADAY_OTHER_INDEX,
                        "twice the level",
                        market -> scale(market.intraday(), 0, market.intraday().size(), 2.1)),
                row(
                        INTRADAY_OTHER_INDEX,
                        "4 % lower",
                        market -> scale(market.intraday(), 0, market.intraday().size(), 0.96)),
                row(
                        INTRADAY_LABELLED_BY_END,
                        "five minutes",
                        market -> market.intraday().replaceAll(CheckTableTest::labelledByEnd)),
                row(VOLATILITY_INDEX_CARRIED, "one session", market -> cut(market.volatility(), 1)),
                row(DAILY_BEHIND, "one session", market -> cut(market.index(), 1)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_command_does_what_the_table_says(Row row) throws IOException {
        Path data = MarketFolder.writeAs(Underlying.NIFTY50, folder.resolve("data"));
        MarketLines market = new MarketLines(
                lines(data.resolve("nifty50_daily.csv")),
                lines(data.resolve("indiavix_daily.csv")),
                lines(data.resolve("nifty50_5m.csv")));
        row.damage().inflict(market);
        write(data.resolve("nifty50_daily.csv"), "date,open,high,low,close,volume", market.index());
        write(data.resolve("indiavix_daily.csv"), "date,open,high,low,close,volume", market.volatility());
        if (market.intraday().isEmpty()) {
            Files.delete(data.resolve("nifty50_5m.csv"));
        } else {
            String volume = market.intraday().get(0).split(",", -1).length > 5 ? ",volume" : "";
            write(data.resolve("nifty50_5m.csv"), "timestamp,open,high,low,close" + volume, market.intraday());
        }

        Result result = new CommandLineRun(folder)
                .run(
                        "infer --source csv:data --out published.json --as-of " + row.asOf() + " --models",
                        models.resolve("trained").toString());

        assertThat(result.status()).as(result.err()).isEqualTo(row.code().exitCode());
        if (row.code().exitCode() == 0) {
            JsonNode quality = new JsonMapper()
                    .readTree(folder.resolve("published.json").toFile())
                    .path("data_quality");
            assertThat(quality.path("anomalies").findValuesAsText("code"))
                    .contains(row.code().name());
        } else {
            assertThat(result.err()).contains("[" + row.code() + "]");
            assertThat(folder.resolve("published.json")).doesNotExist();
        }
    }

    /** A row about files beside the daily ones: their text, the command that reads them, and what it says of them. */
    private record FileRow(AnomalyCode code, String command, Map<String, String> files, String told) {
        @Override
        public String toString() {
            return code + ": " + files.keySet();
        }
    }

    private static final String INFER = "infer --source csv:data --out published.json --as-of ";
    private static final String FETCH = "fetch --source csv:data --store market.db --as-of " + EVENING;
    private static final String INDICES = "Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,"
            + "Closing Index Value,Points Change,Change(%),Volume\n";
    private static final String LEG = "{\"underlying\":\"NIFTY\",\"openInterest\":9,\"lastPrice\":90}";
    private static final String CHAIN =
            "{\"records\":{\"timestamp\":\"30-Dec-2024 15:30:00\",\"underlyingValue\":SPOT,\"expiryDates\":"
                    + "[\"02-Jan-2025\"],\"data\":[{\"strikePrice\":SPOT,\"expiryDate\":\"02-Jan-2025\",\"CE\":" + LEG
                    + ",\"PE\":" + LEG + "}]}}";

    static Stream<FileRow> fileRows() {
        return Stream.of(
                new FileRow(
                        EXCHANGE_FILE_UNREADABLE,
                        INFER + EVENING,
                        Map.of("ind_close_all_30122024.csv", INDICES + "Nifty 50,27-12-2024,1,1,1,1,1,1,1\n"),
                        "its name says 2024-12-30"),
                new FileRow(
                        COMPANION_LEFT_OUT,
                        FETCH,
                        Map.of("sp500_daily.csv", "date,open,high,low,close\n2024-12-30,17,18,16,17.4\n"),
                        "so it is another instrument"),
                new FileRow(
                        LOT_SIZE_MISMATCH,
                        FETCH,
                        Map.of("fo_mktlots.csv", "UNDERLYING,SYMBOL,JAN-25,FEB-25\nNIFTY 50,NIFTY,20,20\n"),
                        "fo_mktlots.csv has 20"),
                new FileRow(
                        OPTION_CHAIN_OF_BEFORE,
                        INFER + NOON,
                        Map.of("option_chain.json", CHAIN),
                        "it is of an earlier session"));
    }

    @ParameterizedTest
    @MethodSource("fileRows")
    void the_command_does_what_the_table_says_of_files(FileRow row) throws IOException {
        Path data = MarketFolder.writeAs(Underlying.NIFTY50, folder.resolve("data"));
        List<String> index = lines(data.resolve("nifty50_daily.csv"));
        String spot = Long.toString(Math.round(price(index.get(index.size() - 1), 4)));
        for (Map.Entry<String, String> file : row.files().entrySet()) {
            Files.writeString(data.resolve(file.getKey()), file.getValue().replace("SPOT", spot));
        }

        Result result = new CommandLineRun(folder)
                .with("AEGIS_MODELS", models.resolve("trained").toString())
                .run(row.command());

        assertThat(result.status()).as(result.err()).isEqualTo(row.code().exitCode());
        String told =
                row.command().startsWith("infer") ? Files.readString(folder.resolve("published.json")) : result.err();
        assertThat(told.substring(Math.max(0, told.indexOf("\"anomalies\""))))
                .contains(row.code().name(), row.told());
    }

    private static List<String> lines(Path file) throws IOException {
        return new ArrayList<>(Files.readAllLines(file).stream().skip(1).toList());
    }

    private static void write(Path file, String header, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(header));
        all.addAll(lines);
        Files.write(file, all);
    }

    private static void replace(List<String> lines, List<String> others) {
        lines.clear();
        lines.addAll(others);
    }

    private static String cell(String line, int column) {
        return line.split(",", -1)[column];
    }

    private static double price(String line, int column) {
        return Double.parseDouble(cell(line, column));
    }

    private static String bar(String stamp, double open, double high, double low, double close) {
        return String.format(Locale.ROOT, "%s,%s,%s,%s,%s,0", stamp, open, high, low, close);
    }

    private static String scaled(String line, double factor) {
        return bar(
                cell(line, 0),
                price(line, 1) * factor,
                price(line, 2) * factor,
                price(line, 3) * factor,
                price(line, 4) * factor);
    }

    private static String at(String line, String stamp) {
        return stamp + line.substring(line.indexOf(','));
    }

    private static void scale(List<String> lines, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            lines.set(i, scaled(lines.get(i), factor));
        }
    }

    private static void scaleNewest(List<String> lines, double factor) {
        scale(lines, lines.size() - 1, lines.size(), factor);
    }

    private static void scaleCell(List<String> lines, int at, int column, double factor) {
        String[] cells = lines.get(at).split(",", -1);
        cells[column] = Double.toString(Double.parseDouble(cells[column]) * factor);
        lines.set(at, String.join(",", cells));
    }

    private static void shift(List<String> lines, int days) {
        lines.replaceAll(
                line -> at(line, LocalDate.parse(cell(line, 0)).plusDays(days).toString()));
    }

    private static void flatten(List<String> lines, int at) {
        double close = price(lines.get(at), 4);
        lines.set(at, bar(cell(lines.get(at), 0), close, close, close, close));
    }

    private static void repeat(List<String> lines, int sessionsBefore) {
        int last = lines.size() - 1;
        lines.set(last, at(lines.get(last - sessionsBefore), cell(lines.get(last), 0)));
    }

    private static void cut(List<String> lines, int sessions) {
        lines.subList(lines.size() - sessions, lines.size()).clear();
    }

    /** Moves every value by a session and leaves the days where they are. */
    private static void moveValues(List<String> lines, int sessions) {
        List<String> before = List.copyOf(lines);
        for (int i = 0; i < lines.size(); i++) {
            int from = Math.floorMod(i - sessions, lines.size());
            lines.set(i, at(before.get(from), cell(lines.get(i), 0)));
        }
        // The value that came round the end is none of theirs.
        int odd = sessions > 0 ? 0 : lines.size() - 1;
        int beside = sessions > 0 ? 1 : lines.size() - 2;
        lines.set(odd, at(scaled(lines.get(beside), 1.01), cell(lines.get(odd), 0)));
    }

    /** Another instrument's moves at this one's level: what remains of them is chance. */
    private static void shuffle(List<String> lines) {
        List<String> values = new ArrayList<>(lines);
        for (int from = 0; from < values.size(); from += 7) {
            Collections.shuffle(values.subList(from, Math.min(values.size(), from + 7)), new Random(from));
        }
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, at(values.get(i), cell(lines.get(i), 0)));
        }
    }

    private static void fallAlone(MarketLines market) {
        int last = market.index().size() - 1;
        double before = price(market.index().get(last - 1), 4);
        market.index().set(last, bar("2024-12-31", before, before, before * 0.85, before * 0.85));
        market.volatility().set(last, at(scaled(market.volatility().get(last - 1), 1.01), "2024-12-31"));
    }

    private static void doublesAlone(MarketLines market) {
        int last = market.index().size() - 1;
        double before = price(market.index().get(last - 1), 4);
        market.index().set(last, bar("2024-12-31", before, before * 1.001, before * 0.999, before * 1.0005));
        market.volatility().set(last, at(scaled(market.volatility().get(last - 1), 2), "2024-12-31"));
        market.intraday().clear();
    }

    private static void stuck(MarketLines market) {
        Instant from = Instant.parse("2024-12-31T05:30:00Z");
        List<String> lines = market.intraday();
        for (int i = 0; i < lines.size(); i++) {
            if (Instant.parse(cell(lines.get(i), 0)).isAfter(from)) {
                lines.set(i, at(lines.get(i - 1), cell(lines.get(i), 0)));
            }
        }
    }

    private static void holiday(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (cell(lines.get(i), 0).equals("2024-12-26")) {
                double close = price(lines.get(i - 1), 4);
                lines.add(i, bar("2024-12-25", close, close, close, close));
                return;
            }
        }
        throw new AssertionError("no session of 2024-12-26");
    }

    private static String labelledByEnd(String line) {
        return at(line, Instant.parse(cell(line, 0)).plusSeconds(300).toString());
    }
}
