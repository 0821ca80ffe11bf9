package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenMarketDataTest {

    private static final String DAILY = "nifty50_daily.csv";
    private static final String VIX = "indiavix_daily.csv";
    private static final String PUBLISHED = "what was published before";

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    private Path data;
    private Path out;

    @FunctionalInterface
    private interface Damage {
        void inflict(Path folder) throws IOException;
    }

    private record Broken(String name, Damage damage, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void train() throws IOException {
        Path market = MarketFolder.write(models.resolve("market"));
        Result trained = new CommandLineRun(models).run("train --models trained --source", "csv:" + market);
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    @BeforeEach
    void write() throws IOException {
        data = MarketFolder.write(folder.resolve("data"));
        out = Files.writeString(folder.resolve("published.json"), PUBLISHED);
    }

    private Result infer() {
        return new CommandLineRun(folder)
                .run(
                        "infer --source csv:data --out published.json --models",
                        models.resolve("trained").toString());
    }

    private static Broken line(String name, int line, UnaryOperator<String> edit, String... told) {
        List<String> all = new ArrayList<>(List.of(DAILY + ":" + line));
        all.addAll(Arrays.asList(told));
        return new Broken(name, folder -> editLine(folder.resolve(DAILY), line, edit), all);
    }

    private static void editLine(Path file, int line, UnaryOperator<String> edit) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(line - 1, edit.apply(lines.get(line - 1)));
        Files.write(file, lines);
    }

    private static UnaryOperator<String> cell(int column, String value) {
        return line -> {
            String[] cells = line.split(",", -1);
            cells[column] = value;
            return String.join(",", cells);
        };
    }

    private static void rewrite(Path file, UnaryOperator<List<String>> edit) throws IOException {
        Files.write(file, edit.apply(new ArrayList<>(Files.readAllLines(file))));
    }

    static Stream<Broken> broken() {
        return Stream.of(
                line("a word for a price", 100, cell(4, "abc"), "'abc'", "close"),
                line("NaN", 101, cell(1, "NaN"), "NaN", "open"),
                line("infinity", 102, cell(2, "Infinity"), "Infinity", "high"),
                line("a negative price", 103, cell(3, "-5.25"), "-5.25", "low"),
                line("a price of zero", 104, cell(3, "0"), "low"),
                line("an empty cell", 105, cell(4, ""), "close"),
                line("high below low", 106, cell(2, "1.5"), "1.5"),
                line("a day that does not exist", 107, cell(0, "2023-02-30"), "2023-02-30"),
                line("words for a date", 108, cell(0, "yesterday"), "yesterday"),
                line("a row cut in half", 109, line -> line.substring(0, 14), DAILY),
                line("a huge line", 110, line -> line + "9".repeat(10_000), DAILY),
                new Broken(
                        "a day twice",
                        folder -> rewrite(folder.resolve(DAILY), lines -> {
                            lines.add(200, cell(3, "1.5").apply(lines.get(199)));
                            return lines;
                        }),
                        List.of(DAILY + ":201", "two different rows", "line 200", "line 201")),
                new Broken(
                        "days out of order",
                        folder -> rewrite(folder.resolve(DAILY), lines -> {
                            lines.add(300, lines.remove(310));
                            return lines;
                        }),
                        List.of(DAILY + ":302")),
                new Broken(
                        "an empty file",
                        folder -> Files.writeString(folder.resolve(DAILY), ""),
                        List.of(DAILY, "empty")),
                new Broken(
                        "a header alone",
                        folder -> Files.writeString(folder.resolve(DAILY), "date,open,high,low,close,volume\n"),
                        List.of(DAILY, "no data rows")),
                new Broken(
                        "no column for the close",
                        folder -> editLine(folder.resolve(DAILY), 1, line -> "date,open,high,low,ltp,volume"),
                        List.of(DAILY, "close")),
                new Broken("no file", folder -> Files.delete(folder.resolve(DAILY)), List.of(DAILY, "no such file")),
                new Broken(
                        "no volatility index",
                        folder -> Files.delete(folder.resolve(VIX)),
                        List.of(VIX, "no such file")),
                new Broken(
                        "a bad volatility index",
                        folder -> editLine(folder.resolve(VIX), 50, cell(4, "n/a")),
                        List.of(VIX + ":50", "n/a")),
                new Broken("a truncated gzip", BrokenMarketDataTest::truncateGzip, List.of(DAILY + ".gz")),
                new Broken(
                        "a hole of a year",
                        folder -> rewrite(folder.resolve(DAILY), lines -> {
                            lines.subList(200, 450).clear();
                            return lines;
                        }),
                        List.of("NIFTY50", "data.completeness-floor")),
                new Broken(
                        "the last two sessions missing",
                        folder -> rewrite(folder.resolve(DAILY), lines -> {
                            lines.subList(lines.size() - 2, lines.size()).clear();
                            return lines;
                        }),
                        List.of("2024-12-31", "2024-12-27", "as of 2024-12-27")));
    }

    private static void truncateGzip(Path folder) throws IOException {
        Path plain = folder.resolve(DAILY);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(plain));
        }
        Files.write(folder.resolve(DAILY + ".gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        Files.delete(plain);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refuses_bad_data_with_the_place_and_keeps_what_was_published(Broken broken) throws IOException {
        broken.damage().inflict(data);

        Result result = infer();

        assertThat(result.status()).as(result.err()).isEqualTo(10);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("aegis: ").contains(broken.told());
        assertThat(result.out()).isEmpty();
        assertThat(out).hasContent(PUBLISHED);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(data, out);
        }
    }

    @Test
    void names_the_flag_where_it_helps_and_only_there() throws IOException {
        editLine(data.resolve(DAILY), 100, cell(4, "abc"));
        assertThat(infer().err()).contains("correct the row", "read leniently", "(--lenient)");

        rewrite(data.resolve(DAILY), lines -> {
            lines.replaceAll(
                    row -> Character.isDigit(row.charAt(0)) ? cell(4, "abc").apply(row) : row);
            return lines;
        });
        assertThat(infer().err()).doesNotContain("lenient");
    }

    @Test
    void publishes_without_an_option_chain_that_cannot_be_read_and_says_so() throws IOException {
        Files.writeString(data.resolve("option_chain_nifty.json"), "{\"records\":{\"data\":[{\"strikePrice\":");

        assertThat(infer().status()).isZero();

        assertThat(out).content().contains("OPTION_CHAIN_UNREADABLE", "option_chain_nifty.json:1: not complete JSON");
    }

    @Test
    void publishes_from_whole_data() {
        Result result = infer();

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(out).content().isNotEqualTo(PUBLISHED).contains("\"schema_version\"");
    }

    @Test
    void reads_files_with_byte_order_mark_and_carriage_returns() throws IOException {
        Path file = data.resolve(DAILY);
        Files.writeString(file, "\ufeff" + Files.readString(file).replace("\n", "\r\n"));

        assertThat(infer().status()).isZero();
    }

    @Test
    void counts_what_lenient_reading_left_out() throws IOException {
        editLine(data.resolve(DAILY), 100, cell(4, "abc"));

        Result result = new CommandLineRun(folder)
                .run(
                        "infer --lenient --source csv:data --out published.json --models",
                        models.resolve("trained").toString());

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(out).content().contains("ROWS_SKIPPED");
    }

    @Test
    void refuses_an_expired_price_in_market_hours() {
        Result result = new CommandLineRun(folder)
                .run(
                        "infer --as-of 2024-12-31T06:30:00Z --source csv:data --out published.json --models",
                        models.resolve("trained").toString());

        assertThat(result.status()).isEqualTo(10);
        assertThat(result.err()).contains("EXPIRED", "data.oldest-spot");
        assertThat(out).hasContent(PUBLISHED);
    }
}
