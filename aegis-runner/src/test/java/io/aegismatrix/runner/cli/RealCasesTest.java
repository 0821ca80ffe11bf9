package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DeveloperData;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command does with files that people had; skipped where those are not beside the reactor. */
class RealCasesTest {

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        Path market = MarketFolder.write(models.resolve("market"));
        Result trained = new CommandLineRun(models).run("train --models trained --source", "csv:" + market);
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    private static Path folder(String name) {
        Path found = DeveloperData.require().resolve("cases").resolve(name).toAbsolutePath();
        Assumptions.assumeTrue(Files.isDirectory(found), "no folder " + found + "; test skipped");
        return found;
    }

    private Result infer(String name, String asOf) {
        return new CommandLineRun(folder)
                .run(
                        "infer --out published.json --as-of " + asOf + " --models",
                        models.resolve("trained").toString(),
                        "--source",
                        "csv:" + folder(name));
    }

    @ParameterizedTest
    @CsvSource({
        "files-swapped, 2024-12-31, FILES_SWAPPED",
        "flat-newest-bar, 2024-12-31, NEWEST_BAR_FLAT",
        "vix-day-late, 2024-12-30, STAMPS_A_DAY_OFF",
        "vix-day-late, 2024-06-03, STAMPS_A_DAY_OFF",
        "vix-times-100, 2024-12-31, NEWEST_BAR_IMPOSSIBLE",
        "intraday-other-index, 2024-08-23T05:30:00Z, SPOT_NOT_THIS_INDEX",
    })
    void refuses_what_cannot_be(String name, String asOf, String code) {
        Result result = infer(name, asOf);

        assertThat(result.status()).as(result.err()).isEqualTo(10);
        assertThat(result.err()).contains("[" + code + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "bad-tick, 2024-12-31, BAD_TICK, 23644.80, 14.45",
        "closed-day-bar, 2024-12-31, SESSION_NOT_IN_CALENDAR, 23644.80, 14.45",
        "chain-puts-only, 2019-08-23, OPTION_CHAIN_ONE_SIDED, 10829.35, 17.35",
        "vix-gap-newest, 2024-03-02, VOLATILITY_INDEX_CARRIED, 22378.40, 15.24",
        "vix-gap-newest, 2024-03-04T03:30:00Z, VOLATILITY_INDEX_CARRIED, 22378.40, 15.24",
        "weekend-session-missing, 2024-05-21T05:30:00Z, DAILY_BEHIND, 22477.95, 19.80",
    })
    void publishes_the_rest_and_says_what_is_missing(String name, String asOf, String code, double spot, double vix)
            throws IOException {
        Result result = infer(name, asOf);

        assertThat(result.status()).as(result.err()).isZero();
        JsonNode payload =
                new JsonMapper().readTree(folder.resolve("published.json").toFile());
        assertThat(payload.at("/market/spot").asDouble()).isEqualTo(spot);
        assertThat(payload.at("/market/vix").asDouble()).isCloseTo(vix, within(0.006));
        assertThat(payload.at("/data_quality/anomalies").findValuesAsText("code"))
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "clean-2024, 2024-12-31, 23644.80",
        "clean-2024-05, 2024-05-21, 22529.05",
        "clean-2024-08, 2024-08-23T05:30:00Z, 24836.95",
        "clean-2019, 2019-08-23, 10829.35",
        "clean-2019-chain, 2019-08-23, 10829.35",
    })
    void publishes_what_is_clean_without_leaving_anything_out(String name, String asOf, double spot)
            throws IOException {
        Result result = infer(name, asOf);

        assertThat(result.status()).as(result.err()).isZero();
        JsonNode payload =
                new JsonMapper().readTree(folder.resolve("published.json").toFile());
        assertThat(payload.at("/market/spot").asDouble()).isEqualTo(spot);
        assertThat(payload.at("/data_quality/anomalies").findValuesAsText("code"))
                .doesNotContain(Arrays.stream(AnomalyCode.values())
                        .filter(code -> code.consequence() == AnomalyCode.Consequence.LEAVE_OUT)
                        .map(AnomalyCode::name)
                        .toArray(String[]::new));
    }
}
