package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.process.LauncherMark;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runs tell the launcher that their classes are worth keeping. */
class LauncherMarkTest {

    @TempDir
    private Path folder = Path.of("");

    private Path mark = Path.of("");

    @BeforeEach
    void trains_first() {
        mark = folder.resolve("published");
        Result result = new CommandLineRun(folder).run("train --source synthetic:5 --as-of 2024-12-30 --seed 0");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private Result run(String command) {
        return new CommandLineRun(folder)
                .with(LauncherMark.VARIABLE, mark.toString())
                .run(command);
    }

    @Test
    void an_inference_of_all_engines_does() {
        assertThat(run("infer --source synthetic:5 --as-of 2024-12-31").status())
                .isZero();
        assertThat(mark).isEmptyFile();
    }

    @Test
    void help_a_closed_market_and_a_failure_do_not() {
        assertThat(run("infer --help").status()).isZero();
        assertThat(run("infer --source synthetic:5 --as-of 2024-12-29 --market-hours")
                        .status())
                .isZero();
        assertThat(run("infer --source synthetic:5 --as-of 2024-12-31 --models nowhere")
                        .status())
                .isEqualTo(12);
        assertThat(mark).doesNotExist();
    }

    @Test
    void an_inference_with_an_engine_missing_does_not() throws Exception {
        Files.delete(folder.resolve("models/buyer/current"));
        Result result = run("infer --source synthetic:5 --as-of 2024-12-31 --degraded");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(folder.resolve("aegismatrix-degraded.json")).exists();
        assertThat(mark).doesNotExist();
    }

    @Test
    void a_mark_that_cannot_be_made_costs_nothing() {
        mark = folder.resolve("gone/published");
        assertThat(run("infer --source synthetic:5 --as-of 2024-12-31").status())
                .isZero();
    }
}
