package io.aegismatrix.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.ExtensionOutlook;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.payload.Source;
import io.aegismatrix.runner.cli.CommandLineRun;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises, tried. */
final class ReadmeTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private static String readme() throws IOException {
        return Files.readString(PROJECT.resolve("README.md"));
    }

    @Test
    void embedding_sample_compiles_and_prints_a_safe_range_from_the_shipped_models() throws Exception {
        copyModels(folder.resolve("models"));
        writeData(2007);

        String output = ReadmeSample.of(readme(), "## Embed an engine").run(folder);

        assertThat(output)
                .containsPattern("30 sessions, 90 %: \\d+ to \\d+")
                .containsPattern("held in \\d+\\.\\d % of \\d+")
                .containsPattern("touches 2 % within 5 sessions: 0\\.\\d{3}")
                .doesNotContain("no odds");
    }

    @Test
    void models_from_a_place_of_ones_own_are_loaded_as_the_features_module_says() throws Exception {
        copyModels(folder.resolve("models"));

        String output = ReadmeSample.of(
                        Files.readString(PROJECT.resolve("aegis-features/README.md")), "## Where models come from")
                .run(folder);

        assertThat(output).containsPattern("seller \\d{8}-[0-9a-f]{12}, \\d+ models");
    }

    @Test
    void sample_of_the_whole_payload_publishes_a_valid_file_without_a_command() throws Exception {
        copyModels(folder.resolve("models"));
        writeData(2007);

        String output = ReadmeSample.of(readme(), "### Embed the whole payload").run(folder);

        assertThat(output).containsPattern("(LOW_VOL_BULL|HIGH_VOL_BEAR|TREND_FOLLOWING|SIDEWAYS_CHOP) at \\d+");
        assertThat(PayloadSchema.violations(Files.readAllBytes(folder.resolve("aegismatrix.json"))))
                .isEmpty();
    }

    @Test
    void sample_of_an_own_source_reads_a_file_of_its_own_as_of_a_day() throws Exception {
        MarketSnapshot market =
                MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        StringBuilder rows = new StringBuilder();
        for (DailyBar bar : market.daily().from(LocalDate.of(2021, 1, 1)).bars()) {
            BarSeries index = market.volatilityIndex();
            DailyBar volatility = index.bar(index.find(bar.session()).orElseThrow());
            rows.append(String.format(
                    Locale.ROOT,
                    "%s %s %s %s %s %s %s %s %s%n",
                    bar.session(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    volatility.open(),
                    volatility.high(),
                    volatility.low(),
                    volatility.close()));
        }
        Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("my-export.txt"), rows);

        String output = ReadmeSample.of(
                        Files.readString(PROJECT.resolve("aegis-data/README.md")), "## A source of your own")
                .run(folder);

        assertThat(output).containsPattern("\\d{3} sessions to 2024-12-30, FRESH");
    }

    @Test
    void sample_of_an_own_feature_trains_an_engine_with_an_indicator_of_ta4j() throws Exception {
        writeData(2021);

        String output = ReadmeSample.of(
                        Files.readString(PROJECT.resolve("aegis-features/README.md")), "## A feature of your own")
                .run(folder);

        assertThat(output).containsPattern("breakout tomorrow: 0\\.\\d+").contains("rsi_7 of ta4j is column 96 of");
    }

    @Test
    void sample_of_an_own_engine_is_trained_judged_stored_walked_through_the_past_and_published() throws Exception {
        copyModels(folder.resolve("models"));
        writeData(2018);
        EngineId implied = new EngineId("implied");

        String output = ReadmeSample.of(
                        Files.readString(PROJECT.resolve("aegis-runner/README.md")), "## An engine of your own")
                .run(folder);

        ModelManifest manifest = ModelStore.directory(folder.resolve("models"))
                .load(implied)
                .requireWhole()
                .manifest();
        assertThat(output)
                .contains(
                        "FINITE true 2 files and all scores",
                        "PROPERTIES true 24 markets",
                        "SKILL true 1 outputs; worst implied_move move_5: loss 0.01013, its baseline 0.01061, n 745",
                        "CHAMPION true there is none yet",
                        "239 forecasts, [BacktestScore[output=expected_abs_move, horizon=5,");
        Payload payload = PayloadReader.json().read(folder.resolve("aegismatrix.json"));
        ExtensionOutlook outlook = Objects.requireNonNull(payload.extensions().get("implied"));
        assertThat(outlook.values())
                .isEqualTo(Block.known(outlook.values().get(), Source.modelled("implied_move@" + manifest.version())));
        assertThat(outlook.values().get().get("move_5_points")).isCloseTo(usualMove(2018), within(1e-6));
        assertThat(payload.models())
                .filteredOn(model -> model.engine().equals("implied"))
                .singleElement()
                .satisfies(model -> assertThat(model.skill().orElseThrow().value())
                        .isCloseTo(1 - 0.01013 / 0.01061, within(0.002)));
    }

    /** Median of past five-session moves in units of the volatility index, from the last close on, in points. */
    private static double usualMove(int firstYear) {
        MarketSnapshot market =
                MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        List<DailyBar> bars = market.daily().from(LocalDate.of(firstYear, 1, 1)).bars();
        List<DailyBar> volatility =
                market.volatilityIndex().from(LocalDate.of(firstYear, 1, 1)).bars();
        List<Double> units = new ArrayList<>();
        for (int i = 0; i + 5 < bars.size(); i++) {
            assertThat(volatility.get(i).session()).isEqualTo(bars.get(i).session());
            units.add(Math.abs(Math.log(bars.get(i + 5).close() / bars.get(i).close()))
                    / (volatility.get(i).close() / 100));
        }
        Collections.sort(units);
        double move = units.get(units.size() / 2)
                * volatility.get(volatility.size() - 1).close()
                / 100;
        return bars.get(bars.size() - 1).close() * Math.expm1(move);
    }

    private static void copyModels(Path target) throws IOException {
        Path models = PROJECT.resolve("models");
        try (var files = Files.walk(models)) {
            for (Path file :
                    files.filter(file -> isModel(models.relativize(file))).toList()) {
                Files.copy(file, target.resolve(models.relativize(file).toString()));
            }
        }
    }

    /** What the artifact of the models is built from lies beside them. */
    private static boolean isModel(Path file) {
        return !file.startsWith("src") && !file.startsWith("target");
    }

    /** Daily bars as CSV in the sample's working folder, from a year on. */
    private void writeData(int firstYear) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        MarketSnapshot market =
                MarketSources.synthetic(7).snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T11:00:00Z")));
        writeBars(data.resolve("nifty50_daily.csv"), market.daily(), firstYear);
        writeBars(data.resolve("indiavix_daily.csv"), market.volatilityIndex(), firstYear);
    }

    private static void writeBars(Path file, BarSeries series, int firstYear) throws IOException {
        StringBuilder csv = new StringBuilder("date,open,high,low,close,volume\n");
        for (DailyBar bar : series.from(LocalDate.of(firstYear, 1, 1)).bars()) {
            csv.append(String.format(
                    Locale.ROOT, "%s,%s,%s,%s,%s,0%n", bar.session(), bar.open(), bar.high(), bar.low(), bar.close()));
        }
        Files.write(file, csv.toString().getBytes(UTF_8));
    }

    @Test
    void names_every_command_and_no_other() throws IOException {
        String help = new CommandLineRun(folder).run("--help").out();
        List<String> commands = Pattern.compile("(?m)^  ([a-z]+)  ")
                .matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:")))
                .results()
                .map(row -> row.group(1))
                .toList();
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z]+)[ `]").matcher(readme().split("## Commands", 2)[1]);
        List<String> named = rows.results().map(row -> row.group(1)).toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void names_every_module() throws IOException {
        String readme = readme();
        Matcher modules =
                Pattern.compile("<module>(.*?)</module>").matcher(Files.readString(PROJECT.resolve("pom.xml")));
        // Those inside another are of that one.
        assertThat(modules.results().map(module -> module.group(1)).filter(module -> !module.contains("/")))
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(module -> assertThat(readme).contains("[`" + module + "`](" + module + ")"));
    }

    @Test
    void quotes_every_exit_code() throws IOException {
        String readme = readme();
        assertThat(List.of(ExitCode.values()))
                .allSatisfy(code -> assertThat(readme).containsPattern("[ ·]" + code.status() + " [a-z]"));
    }
}
