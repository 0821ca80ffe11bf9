package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.runs.RunLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result that was asked for and that nobody got is no success; what was written to files is there all the same. */
class UndeliveredOutputTest {

    private static final String TRAIN = "train --source synthetic:5 --as-of 2024-12-30 --seed 0";

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** As a disk that is full, or a pipe nobody reads. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    private int run(String command) {
        RunContext context = new RunContext(
                Map.of("AEGIS_LEDGER", "runs.jsonl"),
                Clock.fixed(CommandLineRun.NOW, ZoneOffset.UTC),
                new PrintStream(new Full(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                false,
                new FakeEngines());
        return AegisMain.run(context, command.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "--help", "infer --help", "--version", "doctor --show-config", "models list"})
    void a_full_output_is_a_failure(String command) {
        assertThat(run(command)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("aegis: standard output is closed or full, so not all of the result was told");
    }

    @Test
    void a_training_whose_table_nobody_got_is_told_as_a_failure_and_its_models_stay() {
        assertThat(run(TRAIN)).isEqualTo(1);
        assertThat(folder.resolve("models/seller/current")).exists();
        assertThat(RunLedger.file(folder.resolve("runs.jsonl")).ends())
                .singleElement()
                .satisfies(end -> {
                    assertThat(end.exitCode()).isEqualTo(1);
                    assertThat(end.message()).contains("standard output");
                });
    }

    @Test
    void an_inference_has_published_whoever_reads_its_summary() {
        run(TRAIN);
        assertThat(run("infer --source synthetic:5 --as-of 2024-12-31")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not all of the summary was told");
        assertThat(folder.resolve("aegismatrix.json")).exists();
    }

    @Test
    void a_failure_keeps_its_own_code() {
        assertThat(run("infer --source synthetic:5 --as-of 2024-12-31")).isEqualTo(12);
        assertThat(run("doctor --nosuch")).isEqualTo(2);
    }
}
