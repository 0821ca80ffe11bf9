package io.aegismatrix.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {

    private static final RunEnd PUBLISHED = RunFixture.published("a", "2024-12-31T04:17:00Z", "2024-12-31T04:15:00Z");
    private static final RunEnd FAILED = RunFixture.failed("b", "2024-12-31T04:47:00Z", 10, "no data");

    @TempDir
    private Path folder;

    private String written(RunEnd end, List<RunEnd> history) throws IOException {
        RunMetrics.write(
                folder, end, history, new TreeMap<>(Map.of("aegis_data_completeness_ratio", 0.998)), Optional.empty());
        return Files.readString(folder.resolve("aegis_infer.prom"));
    }

    @Test
    void tells_the_last_run_and_the_last_good_one() throws IOException {
        String text = written(FAILED, List.of(PUBLISHED, FAILED));

        assertThat(text.lines())
                .contains(
                        "# TYPE aegis_run_exit_code gauge",
                        "aegis_run_exit_code{command=\"infer\"} 10.0",
                        "aegis_run_duration_seconds{command=\"infer\"} 1.5",
                        "aegis_run_stage_seconds{command=\"infer\",stage=\"data\"} 0.9",
                        "aegis_runs{command=\"infer\",outcome=\"failed\"} 1.0",
                        "aegis_runs{command=\"infer\",outcome=\"published\"} 1.0",
                        "aegis_data_completeness_ratio 0.998");
        // 2024-12-31T04:17:01.5Z and 04:47:01.5Z by date -d.
        assertThat(text)
                .contains("aegis_run_success_timestamp_seconds{command=\"infer\"} 1.7356186215E9")
                .contains("aegis_run_end_timestamp_seconds{command=\"infer\"} 1.7356204215E9")
                .doesNotContain("aegis_payload_as_of");
    }

    @Test
    void replaces_the_file_whole_and_leaves_no_draft() throws IOException {
        written(FAILED, List.of());
        String text = written(PUBLISHED, List.of());

        assertThat(text).contains("aegis_run_exit_code{command=\"infer\"} 0.0").contains("aegis_payload_as_of");
        assertThat(folder.toFile().list()).containsExactly("aegis_infer.prom");
    }

    @Test
    void a_folder_that_is_none_is_told() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> RunMetrics.write(file, FAILED, List.of(), new TreeMap<>(), Optional.empty()))
                .isInstanceOf(IOException.class);
    }
}
