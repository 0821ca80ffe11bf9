package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

    private static final String INFER = "infer --source synthetic:7 --as-of 2024-12-31 --log off --models "
            + Path.of("../models").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Result run(String command) {
        return new CommandLineRun(folder).with(EngineLibrary.shipped()).run(command);
    }

    @Test
    void infer_prints_what_show_prints_later_and_it_fits_a_screen() {
        Result inferred = run(INFER + " --out shown.json");
        Result shown = run("show shown.json");

        assertThat(inferred.status()).as(inferred.err()).isZero();
        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out())
                .isEqualTo(inferred.out())
                .contains("NIFTY50 as of 2024-12-31", "SYNTHETIC", "Safe range", "Verdict", "NO_EDGE");
        assertThat(shown.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void a_quiet_infer_prints_nothing() {
        assertThat(run(INFER + " --quiet").out()).isEmpty();
    }

    @Test
    void there_must_be_a_payload_to_show() {
        Result result = run("show nowhere.json");

        assertThat(result.status()).isEqualTo(11);
        assertThat(result.err()).contains("nowhere.json: there is no payload", "FILE names another");
    }
}
