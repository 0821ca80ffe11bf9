package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indices the library does not know, each described by a file of its user's, beside one it knows. */
class OwnIndicesTest {

    private static final String ALL = " --underlyings NIFTY50,NIFTYIT,ENERGY";
    private static final List<Underlying> OWN = List.of(own("NIFTYIT", 50), own("ENERGY", 25));

    @TempDir
    private Path folder;

    private static Underlying own(String name, double strikeStep) {
        return new Underlying(
                name,
                name.toLowerCase(Locale.ROOT),
                "^" + name,
                name,
                name + " INDEX",
                "INDIAVIX",
                "indiavix",
                "^INDIAVIX",
                "INDIA VIX",
                Optional.empty(),
                Optional.empty(),
                strikeStep,
                "nifty");
    }

    private static String file(Underlying index) {
        return String.join(
                "\n",
                "name = " + index.name(),
                "file-stem = " + index.fileStem(),
                "yahoo-symbol = \"" + index.yahooSymbol() + "\"",
                "nse-symbol = " + index.nseSymbol(),
                "nse-index-name = \"" + index.nseIndexName() + "\"",
                "volatility-index = " + index.volatilityIndex(),
                "volatility-file-stem = " + index.volatilityFileStem(),
                "yahoo-volatility-symbol = \"" + index.yahooVolatilitySymbol() + "\"",
                "nse-volatility-index-name = \"" + index.nseVolatilityIndexName() + "\"",
                "strike-step = " + index.strikeStep(),
                "expiry-rule = " + index.expiryRule(),
                "");
    }

    @BeforeEach
    void describes_them() throws IOException {
        MarketFolder.write(folder.resolve("market"));
        for (Underlying index : OWN) {
            MarketFolder.writeAs(index, folder.resolve("market"));
            Files.writeString(folder.resolve(index.fileStem() + ".conf"), file(index));
        }
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .with("AEGIS_UNDERLYING_FILES", "niftyit.conf, energy.conf")
                .with("AEGIS_SOURCE", "csv:market");
    }

    private String run(String command) {
        Result result = line().run(command);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    private void change(String file, String what, String by) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(what);
        Files.writeString(folder.resolve(file), text.replace(what, by));
    }

    @Test
    void fetches_trains_publishes_scores_and_replays_each_in_files_of_its_own() throws IOException {
        assertThat(run("fetch" + ALL)).contains("NIFTY50", "NIFTYIT", "ENERGY");
        run("train --source store" + ALL);
        run("infer --source store --log log.db" + ALL);
        run("score --source store --log log.db" + ALL);
        run("replay --from 2024-12-23 --to 2024-12-27 --years 2 --out past" + ALL);

        assertThat(PayloadReader.json().read(folder.resolve("aegismatrix.json")).underlying())
                .isEqualTo("NIFTY50");
        for (Underlying index : OWN) {
            Path payload = folder.resolve("aegismatrix-" + index.fileStem() + ".json");
            assertThat(PayloadReader.json().read(payload).underlying()).isEqualTo(index.name());
            assertThat(folder.resolve("models-" + index.fileStem())).isDirectory();
            assertThat(folder.resolve("log-" + index.fileStem() + ".db")).isRegularFile();
            assertThat(folder.resolve("past-" + index.fileStem())).isDirectory();
        }
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("aegismatrix-index.json").toFile())
                        .at("/indices")
                        .findValuesAsText("underlying"))
                .containsExactly("NIFTY50", "NIFTYIT", "ENERGY");
    }

    @Test
    void takes_part_in_a_sweep_with_the_bytes_of_its_own_back_test() throws IOException {
        String period = " --from 2024-01-01 --to 2024-06-28 --engine seller";
        run("sweep plan --market NIFTY50 --market NIFTYIT --market ENERGY" + period);
        run("sweep run");
        Result alone = line().with("AEGIS_UNDERLYING_NAME", "ENERGY").run("backtest" + period);
        assertThat(alone.status()).as(alone.err()).isZero();

        List<SweepTask> tasks = SweepPlan.read(folder.resolve("aegis-sweep").resolve(SweepPlan.FILE))
                .tasks();
        assertThat(tasks).extracting(SweepTask::market).containsExactlyInAnyOrder("NIFTY50", "NIFTYIT", "ENERGY");
        SweepTask energy = tasks.stream()
                .filter(task -> task.market().equals("ENERGY"))
                .findFirst()
                .orElseThrow();
        byte[] packed = ResultStore.folder(folder.resolve("aegis-sweep")).data(energy);
        try (GZIPInputStream rows = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(new String(rows.readAllBytes(), UTF_8))
                    .isEqualTo(Files.readString(folder.resolve("aegis-backtest/predictions.csv")));
        }
    }

    @Test
    void the_configured_index_may_be_one_of_them_and_settings_go_before_its_file() {
        Result shown = line().with("AEGIS_UNDERLYING_NAME", "ENERGY")
                .with("AEGIS_UNDERLYING_STRIKE_STEP", "10")
                .run("doctor --show-config");

        assertThat(shown.out())
                .containsPattern("underlying.file-stem +\\| energy +\\| .*energy.conf: 2")
                .containsPattern("underlying.strike-step +\\| 10 +\\| environment variable");
    }

    @Test
    void what_is_wrong_is_told_with_file_and_key_before_any_index_is_begun() throws IOException {
        change("energy.conf", "strike-step = 25.0", "strike-step = -5");
        refused("underlying.strike-step must be in [0.01, 10000.0]", "energy.conf: 10");

        change("energy.conf", "strike-step = -5", "lot-size = 75");
        refused("'lot-size' is no key of an index", "energy.conf: 10", "strike-step");

        change("energy.conf", "lot-size = 75\n", "");
        refused("energy.conf: strike-step is missing");

        change("energy.conf", "name = ENERGY", "name = NIFTYIT");
        change("energy.conf", "expiry-rule", "strike-step = 25\nexpiry-rule");
        refused("energy.conf: name is that of ", "niftyit.conf too");

        Files.delete(folder.resolve("energy.conf"));
        refused("underlying-files: no such file: ", "energy.conf");
    }

    private void refused(String... words) {
        Result result = line().run("infer" + ALL);
        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(words);
        assertThat(folder.resolve("aegismatrix-index.json")).doesNotExist();
    }

    @Test
    void a_name_no_file_has_is_refused_with_those_there_are() {
        assertThat(line().run("infer --underlyings NIFTY50,NIFTYFMCG").err())
                .contains("NIFTYIT", "ENERGY", "was 'NIFTYFMCG'");
        assertThat(line().run("sweep plan --market NIFTYFMCG --from 2024-01-01 --to 2024-06-28")
                        .err())
                .contains("no market named 'NIFTYFMCG'", "underlying-files");
    }
}
