package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestTest {

    private static final String PERIOD = "backtest --source synthetic --from 2023-01-02 --to 2024-06-28";

    @TempDir
    private Path folder;

    private Path results() {
        return folder.resolve("aegis-backtest");
    }

    @Test
    void writes_predictions_metrics_and_two_reports() throws IOException {
        Result result = new CommandLineRun(folder).run(PERIOD);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("trap_probability", "touch_either_probability 0.02", "expanding frequency");
        List<String> rows = Files.readAllLines(results().resolve("predictions.csv"));
        assertThat(rows.get(0)).isEqualTo("as_of,output,horizon,parameter,value");
        assertThat(rows).contains("2023-01-02,touch_either_probability,5,0.02,0.5");
        assertThat(rows).contains("2024-06-28,trap_probability,10,,0.25");
        assertThat(Files.readString(results().resolve("report.md"))).contains("2023-01-02 to 2024-06-28", "| brier |");
        try (var files = Files.list(results())) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void metrics_hold_every_score_with_its_baseline() throws IOException {
        new CommandLineRun(folder).run(PERIOD);

        JsonNode metrics =
                new JsonMapper().readTree(results().resolve("metrics.json").toFile());
        assertThat(metrics.get("refit_sessions").asInt()).isEqualTo(63);
        assertThat(metrics.get("scores")).hasSize(4).allSatisfy(score -> {
            assertThat(score.get("baseline_name").asText()).isIn("expanding frequency", "past excursions in VIX units");
            assertThat(score.get("n").asInt()).isGreaterThan(300);
            assertThat(score.get("ci_low").asDouble())
                    .isLessThanOrEqualTo(score.get("ci_high").asDouble());
            assertThat(score.get("diebold_mariano_p").asDouble()).isBetween(0.0, 1.0);
        });
        JsonNode touch = metrics.get("scores").get(0);
        assertThat(touch.get("output").asText()).isEqualTo("touch_either_probability 0.02");
        assertThat(touch.get("reliability")).hasSize(10);
        assertThat(touch.get("auc_low").asDouble()).isLessThanOrEqualTo(0.5);
    }

    @Test
    void page_holds_its_data_and_its_charts_and_asks_the_network_for_nothing() throws IOException {
        new CommandLineRun(folder).run(PERIOD);

        String page = Files.readString(results().resolve("report.html"));
        assertThat(page).contains("default-src 'none'", "touch_either_probability 0.02", "Apache Software Foundation");
        assertThat(page).doesNotContain("@metrics@", "@echarts@", "<script src", "<link");
    }

    @Test
    void same_run_gives_the_same_predictions() throws IOException {
        new CommandLineRun(folder).run(PERIOD + " --out first");
        new CommandLineRun(folder).run(PERIOD + " --out second");

        assertThat(folder.resolve("first/predictions.csv"))
                .hasSameBinaryContentAs(folder.resolve("second/predictions.csv"));
    }

    @Test
    void refuses_periods_and_refits_that_make_no_sense() {
        CommandLineRun line = new CommandLineRun(folder);
        assertThat(line.run("backtest --source synthetic --from 2024-01-01 --to 2023-01-01")
                        .status())
                .isEqualTo(2);
        assertThat(line.run(PERIOD + " --refit yearly").err()).contains("--refit", "'yearly'");
        assertThat(line.run("backtest --source synthetic --from soon --to 2023-01-01")
                        .err())
                .contains("'soon'");
        assertThat(results()).doesNotExist();
    }

    @Test
    void writes_nothing_when_an_engine_fails() {
        FakeEngines engines = new FakeEngines().failingToTrain(BuyerEngine.ID, new ModelException("loss is NaN"));
        Result result = new CommandLineRun(folder).with(engines).run(PERIOD);

        assertThat(result.status()).isEqualTo(12);
        assertThat(result.err()).contains("loss is NaN");
        assertThat(results()).doesNotExist();
    }
}
