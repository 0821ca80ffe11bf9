package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.TaskReceipt;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

    private static final String PLAN = "sweep plan --as-of 2024-12-31 --from 2023-01-02 --to 2024-06-28 --engine seller"
            + " --market synthetic:42..43 --market synthetic:7 --seed 1 --seed 2";

    @TempDir
    private Path folder;

    private Result run(String command) {
        return new CommandLineRun(folder).run(command);
    }

    private Path sweep(String file) {
        return folder.resolve("aegis-sweep").resolve(file);
    }

    private SweepPlan plan() throws IOException {
        return SweepPlan.read(sweep(SweepPlan.FILE));
    }

    @Test
    void makes_the_bytes_of_backtest_and_says_how_far_it_is() throws IOException {
        assertThat(run(PLAN).out()).contains("6 back-tests in");
        assertThat(run("sweep status").out()).contains("6 back-tests: 0 done, 0 without one, 6 left");

        Result result = run("sweep run --workers 2");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("6 back-tests: 6 done, 0 without one, 0 left", "seller: ");
        assertThat(result.err()).contains("sweep 6/6 ", " seller r63 s");
        assertThat(
                        run("backtest --source synthetic:42 --as-of 2024-12-31 --from 2023-01-02 --to 2024-06-28 --engine seller"
                                        + " --seed 1")
                                .status())
                .isZero();
        SweepTask task = plan().tasks().stream()
                .filter(one ->
                        one.market().equals("synthetic-42") && one.settings().seed() == 1)
                .findFirst()
                .orElseThrow();
        byte[] packed = ResultStore.folder(folder.resolve("aegis-sweep")).data(task);
        try (GZIPInputStream rows = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(new String(rows.readAllBytes(), UTF_8))
                    .isEqualTo(Files.readString(folder.resolve("aegis-backtest/predictions.csv")));
        }
    }

    @Test
    void goes_on_where_it_was_cut_and_does_nothing_twice() throws IOException {
        run(PLAN);
        run("sweep run");
        SweepTask cut = plan().tasks().get(3);
        Files.delete(sweep("results").resolve(cut.path()).resolve("receipt.json"));
        Path kept = sweep("results").resolve(plan().tasks().get(0).path()).resolve("receipt.json");
        byte[] before = Files.readAllBytes(kept);

        assertThat(run("sweep status").out()).contains("5 done, 0 without one, 1 left");
        assertThat(run("sweep run").out()).contains("6 done, 0 without one, 0 left");

        assertThat(kept).hasBinaryContent(before);
    }

    @Test
    void collects_seeds_together_and_corrects_for_how_much_was_tried() throws IOException {
        run(PLAN);
        run("sweep run");

        Result result = run("sweep collect");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("chance alone gives", "stand at a false share of 5 %", "trap_probability 10");
        List<String> claims = Files.readAllLines(sweep("claims.csv"));
        assertThat(claims.get(0)).startsWith("market,engine,refit,output,horizon,metric,baseline,seeds,skill");
        assertThat(claims.subList(1, claims.size()))
                .hasSizeGreaterThan(6)
                .allMatch(row -> row.startsWith("synthetic-") && row.contains(",2,"));
        assertThat(Files.readString(sweep("sweep.md"))).contains("# Sweep", "| By chance |");
    }

    @Test
    void tells_a_collector_where_it_stands() throws IOException {
        run(PLAN);
        run("sweep status --metrics aegis_sweep.prom");
        assertThat(folder.resolve("aegis_sweep.prom"))
                .content()
                .contains("aegis_sweep_tasks 6.0", "aegis_sweep_tasks_left 6.0", "aegis_sweep_core_seconds 0.0")
                .doesNotContain("aegis_sweep_core_seconds_left");

        run("sweep run");
        Files.delete(sweep("results").resolve(plan().tasks().get(3).path()).resolve("receipt.json"));
        run("sweep status --metrics aegis_sweep.prom");

        String told = Files.readString(folder.resolve("aegis_sweep.prom"));
        assertThat(told)
                .contains(
                        "# HELP aegis_sweep_tasks_done Of the sweep, by its receipts.",
                        "aegis_sweep_tasks_done 5.0",
                        "aegis_sweep_tasks_failed 0.0",
                        "aegis_sweep_tasks_left 1.0");
        double spent = figure(told, "aegis_sweep_core_seconds");
        double seconds = 0;
        for (SweepTask task : plan().tasks()) {
            seconds += ResultStore.folder(folder.resolve("aegis-sweep"))
                    .find(task)
                    .map(TaskReceipt::seconds)
                    .orElse(0.0);
        }
        assertThat(spent).isPositive().isCloseTo(seconds, within(1e-9));
        assertThat(figure(told, "aegis_sweep_core_seconds_left"))
                .as("the mean of five equal periods")
                .isCloseTo(spent / 5, within(1e-9));
    }

    private static double figure(String told, String name) {
        return told.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_place_for_metrics_that_is_not_there_is_refused_by_name() {
        run(PLAN);

        Result result = run("sweep status --metrics nowhere/aegis_sweep.prom");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("nowhere/aegis_sweep.prom", "the metrics cannot be written");
    }
}
