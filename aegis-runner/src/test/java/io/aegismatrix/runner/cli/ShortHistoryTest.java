package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much history the shipped engines need: what is too short is refused in sessions, never an internal failure. */
class ShortHistoryTest {

    /** Warm-up of the features, and the least of training and test after it. */
    private static final int LEAST = 716;

    @TempDir
    private Path folder;

    private Result train(int sessions, String flags) throws IOException {
        Path market = folder.resolve("market" + sessions);
        MarketFolder.writeAs(Underlying.NIFTY50, market, sessions);
        return new CommandLineRun(folder)
                .with(EngineLibrary.shipped())
                .with("AEGIS_DATA_COMPLETENESS_FLOOR", "0.1")
                .run("train --source csv:" + market + " " + flags);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 346, 500, LEAST - 1})
    void refuses_what_is_too_short_and_says_in_sessions_how_much_is_needed(int sessions) throws IOException {
        for (String engine : new String[] {"seller", "buyer", "direction"}) {
            Result result = train(sessions, "--engine " + engine);

            assertThat(result.status()).as(engine + ": " + result.err()).isEqualTo(10);
            assertThat(result.err())
                    .as(engine)
                    .contains("too little history to train on", "at least 370 are needed", sessions + "")
                    .doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"716, 2", "716, 6", "717, 2", "760, 2", "760, 6", "900, 2", "900, 4", "1000, 2"})
    void trees_train_from_the_minimum_on_whatever_the_folds(int sessions, int folds) throws IOException {
        for (String engine : new String[] {"seller", "buyer"}) {
            Result result = train(sessions, "--engine " + engine + " --folds " + folds);

            assertThat(result.status()).as(engine + ": " + result.err()).isIn(0, 13);
        }
    }

    @Test
    @Tag("slow")
    void networks_train_a_window_above_the_minimum() throws IOException {
        Result result = train(LEAST + 60, "--engine direction --folds 2 --epochs 2");

        assertThat(result.status()).as(result.err()).isIn(0, 13);
    }
}
