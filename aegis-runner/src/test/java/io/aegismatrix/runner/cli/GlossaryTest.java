package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.runner.report.Glossary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in a report goes unexplained. */
class GlossaryTest {

    @TempDir
    private Path folder;

    private static String words() throws IOException {
        return Glossary.entries().stream().map(Glossary.Entry::name).collect(Collectors.joining(", "));
    }

    @Test
    void every_entry_has_a_group_a_name_and_a_meaning_and_no_name_comes_twice() throws IOException {
        assertThat(Glossary.entries()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.group()).isNotBlank();
            assertThat(entry.name()).isNotBlank();
            assertThat(entry.meaning()).endsWith(".");
        });
        assertThat(Glossary.entries()).extracting(Glossary.Entry::name).doesNotHaveDuplicates();
    }

    @Test
    void explains_every_output_of_the_predictions() throws IOException {
        assertThat(words())
                .contains(List.of(
                        "direction_up",
                        "direction_neutral",
                        "direction_down",
                        "expected_abs_move",
                        "realized_volatility",
                        "path_range_lower",
                        "path_range_upper",
                        "close_range_lower",
                        "close_range_upper",
                        "touch_either_probability",
                        "close_beyond_probability",
                        "trap_probability",
                        "regime_low",
                        "regime_medium",
                        "regime_high",
                        "regime_lower_threshold",
                        "regime_upper_threshold",
                        "breakout_probability",
                        "spike_up_probability",
                        "long_straddle_win_probability"));
    }

    @Test
    void explains_every_metric_and_baseline_a_run_reports() throws IOException {
        new CommandLineRun(folder).run("backtest --source synthetic --from 2023-01-02 --to 2024-06-28");
        String words = words();
        JsonNode metrics = new JsonMapper()
                .readTree(folder.resolve("aegis-backtest/metrics.json").toFile());
        assertThat(metrics.get("scores"))
                .isNotEmpty()
                .allSatisfy(score -> assertThat(words)
                        .contains(
                                score.get("output").asText().split(" ", 2)[0],
                                score.get("metric").asText(),
                                score.get("baseline_name").asText()));
    }

    @Test
    void stands_in_both_reports() throws IOException {
        new CommandLineRun(folder).run("backtest --source synthetic --from 2023-01-02 --to 2024-06-28");
        Path results = folder.resolve("aegis-backtest");
        assertThat(Files.readString(results.resolve("report.md"))).contains("## Glossary", "### Baselines");
        assertThat(Files.readString(results.resolve("report.html")))
                .contains("breach_surface")
                .doesNotContain("@glossary@");
    }
}
