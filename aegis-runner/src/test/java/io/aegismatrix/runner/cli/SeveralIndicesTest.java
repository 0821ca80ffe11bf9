package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command for several indices: each its own run and files, and none fails another. */
class SeveralIndicesTest {

    private static final String BOTH = " --underlyings NIFTY50,BANKNIFTY";

    @TempDir
    private Path folder;

    @BeforeEach
    void markets() throws IOException {
        MarketFolder.write(folder.resolve("market"));
        MarketFolder.writeAs(Underlying.BANKNIFTY, folder.resolve("market"));
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .with("AEGIS_SOURCE", "csv:market")
                .with("AEGIS_LEDGER", "runs.jsonl")
                .with("AEGIS_METRICS", "metrics");
    }

    private void train() {
        Result trained = line().run("train" + BOTH);
        assertThat(trained.status()).as(trained.err()).isZero();
    }

    private JsonNode index() throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("aegismatrix-index.json")));
    }

    private String underlyingOf(String file) {
        return PayloadReader.json().read(folder.resolve(file)).underlying();
    }

    @Test
    void trains_publishes_logs_and_scores_each_index_in_files_of_its_own() throws IOException {
        train();
        Result inferred = line().run("infer --log log.db" + BOTH);
        assertThat(inferred.status()).as(inferred.err()).isZero();

        assertThat(underlyingOf("aegismatrix.json")).isEqualTo("NIFTY50");
        assertThat(underlyingOf("aegismatrix-banknifty.json")).isEqualTo("BANKNIFTY");
        assertThat(folder.resolve("models-banknifty")).isDirectory();
        assertThat(folder.resolve("log-banknifty.db")).isRegularFile();
        assertThat(Files.readAllLines(folder.resolve("runs.jsonl"))).hasSize(4);
        assertThat(Files.readAllLines(folder.resolve("runs-banknifty.jsonl"))).hasSize(4);
        assertThat(folder.resolve("metrics/aegis_infer.prom")).content().doesNotContain("underlying=");
        assertThat(folder.resolve("metrics/aegis_infer_banknifty.prom"))
                .content()
                .contains("underlying=\"BANKNIFTY\"");
        JsonNode second = index().at("/indices/1");
        assertThat(second.at("/underlying").asText()).isEqualTo("BANKNIFTY");
        assertThat(second.at("/file").asText()).isEqualTo("aegismatrix-banknifty.json");
        assertThat(second.at("/as_of").asText())
                .isEqualTo(PayloadReader.json()
                        .read(folder.resolve("aegismatrix-banknifty.json"))
                        .asOf()
                        .toString());
        assertThat(second.at("/exit_code").asInt()).isZero();
        assertThat(second.at("/reason").isNull()).isTrue();

        Result scored = line().run("score --log log.db" + BOTH);
        assertThat(scored.status()).as(scored.err()).isZero();
        assertThat(scored.err()).contains("NIFTY50:", "BANKNIFTY:").containsPattern("(?s)added 0.*added 0");
    }

    @Test
    void the_first_index_publishes_what_it_publishes_alone() throws IOException {
        train();
        assertThat(line().with("AEGIS_LOG_PREDICTIONS", "off").run("infer").status())
                .isZero();
        String alone = withoutRun(Files.readString(folder.resolve("aegismatrix.json")));

        assertThat(line().with("AEGIS_LOG_PREDICTIONS", "off")
                        .with("AEGIS_UNDERLYINGS", "NIFTY50, BANKNIFTY")
                        .run("infer")
                        .status())
                .isZero();

        assertThat(withoutRun(Files.readString(folder.resolve("aegismatrix.json"))))
                .isEqualTo(alone);
    }

    private static String withoutRun(String payload) {
        return payload.replaceAll("\"(generated_at|run_id)\" ?: ?\"[^\"]*\"", "")
                .replaceAll("\"timings_ms\" ?: ?\\{[^}]*}", "");
    }

    @Test
    void one_that_fails_keeps_no_other_from_its_turn_and_says_why() throws IOException {
        train();
        Files.delete(folder.resolve("market/nifty50_daily.csv"));

        Result inferred = line().run("infer" + BOTH);

        assertThat(inferred.status()).isEqualTo(10);
        assertThat(inferred.err()).contains("1 of 2 indices failed: NIFTY50 (exit code 10)");
        assertThat(underlyingOf("aegismatrix-banknifty.json")).isEqualTo("BANKNIFTY");
        JsonNode first = index().at("/indices/0");
        assertThat(first.at("/exit_code").asInt()).isEqualTo(10);
        assertThat(first.at("/reason").asText()).contains("nifty50_daily.csv");
        assertThat(first.at("/as_of").isNull()).isTrue();
        assertThat(Files.readString(folder.resolve("runs.jsonl"))).contains("\"exit_code\":10");
        assertThat(Files.readString(folder.resolve("runs-banknifty.jsonl"))).doesNotContain("\"exit_code\":10");
    }

    @Test
    void a_degraded_payload_of_one_is_named_beside_its_last_complete_one() throws IOException {
        train();
        assertThat(line().run("infer" + BOTH).status()).isZero();
        assertThat(index().at("/indices/1/degraded_file").isNull()).isTrue();
        Files.delete(folder.resolve("models-banknifty/buyer/current"));

        Result degraded = line().run("infer --degraded" + BOTH);

        assertThat(degraded.status()).as(degraded.err()).isZero();
        assertThat(index().at("/indices/0/degraded_file").isNull()).isTrue();
        assertThat(index().at("/indices/1/degraded_file").asText()).isEqualTo("aegismatrix-banknifty-degraded.json");
        assertThat(underlyingOf("aegismatrix-banknifty-degraded.json")).isEqualTo("BANKNIFTY");
    }

    @Test
    void an_index_nobody_knows_is_refused_before_any_is_begun() {
        Result result = line().run("infer --underlyings NIFTY50,NIFTYIT");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err())
                .contains("underlyings must be names of NIFTY50, BANKNIFTY", "was 'NIFTYIT'", "(--underlyings)");
        assertThat(folder.resolve("aegismatrix-index.json")).doesNotExist();
    }

    @Test
    void an_index_of_ones_own_is_named_by_the_configuration_and_keeps_its_names() throws IOException {
        train();
        Result inferred = line().with("AEGIS_UNDERLYING_NAME", "BANKNIFTY")
                .with("AEGIS_MODELS", "models-banknifty")
                .run("infer --underlyings BANKNIFTY");

        assertThat(inferred.status()).as(inferred.err()).isZero();
        assertThat(underlyingOf("aegismatrix.json")).isEqualTo("BANKNIFTY");
        assertThat(index().at("/indices")).hasSize(1);
    }

    @Test
    void replays_each_index_in_a_folder_of_its_own() {
        Result replayed = line().run("replay --from 2024-12-23 --to 2024-12-27 --years 2 --out past" + BOTH);

        assertThat(replayed.status()).as(replayed.err()).isZero();
        assertThat(folder.resolve("past")).isDirectory();
        assertThat(folder.resolve("past-banknifty")).isDirectory();
    }
}
