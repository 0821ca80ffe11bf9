package io.aegismatrix.runner.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that ends before it is under way is heard of all the same, wherever the ledger and the webhook are named. */
class EarlyFailuresTest {

    @TempDir
    private Path folder;

    private List<RunEnd> ends() {
        return RunLedger.file(folder.resolve("runs.jsonl")).ends();
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder);
    }

    private void assertHeard(Result result, int status, String words) {
        assertThat(result.status()).as(result.err()).isEqualTo(status);
        assertThat(result.err()).contains(words);
        assertThat(ends()).singleElement().satisfies(end -> {
            assertThat(end.exitCode()).isEqualTo(status);
            assertThat(end.command()).isEqualTo("infer");
            assertThat(end.message()).contains(words);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "infer --nosuch, '--nosuch'",
        "infer --out, '--out'",
        "infer --config nowhere.conf, nowhere.conf",
        "infer --as-of then, '--as-of'",
        "infer --source reuters, reuters"
    })
    void a_mistyped_command_is_heard_where_the_environment_names_the_ledger(String command, String words) {
        assertHeard(
                line().with("AEGIS_LEDGER", "runs.jsonl")
                        .with("AEGIS_SOURCE", "synthetic")
                        .run(command),
                2,
                words);
    }

    @ParameterizedTest
    @CsvSource({
        "AEGIS_SEED, x, seed",
        "AEGIS_ALERTS_WEBHOOK, 'no address', alerts.webhook",
        "AEGIS_ALERTS_TIMEOUT_SECONDS, 0, alerts.timeout",
        "AEGIS_LOG_FORMAT, xml, log.format"
    })
    void a_bad_variable_is_heard_where_a_flag_names_the_ledger(String variable, String value, String words) {
        assertHeard(line().with(variable, value).run("infer --source synthetic --ledger runs.jsonl"), 2, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aegis { ledger = runs.jsonl, nosuch = 1 }",
                "aegis.ledger = \"runs.jsonl\"\naegis.seed = [",
                "aegis {\n  ledger = runs.jsonl\n",
                "aegis {\n  seed = ${nowhere}\n  ledger = runs.jsonl\n}",
                "aegis {\n  ledger = runs.jsonl\n  seed = x\n}"
            })
    void a_bad_file_is_heard_in_the_ledger_it_names(String text) throws IOException {
        Files.writeString(folder.resolve("aegis.conf"), text);
        assertHeard(line().run("infer --source synthetic"), 2, "aegis");
        Files.delete(folder.resolve("runs.jsonl"));
        Files.move(folder.resolve("aegis.conf"), folder.resolve("other.conf"));
        assertHeard(line().run("infer --source synthetic --config other.conf"), 2, "other.conf");
    }

    @Test
    void a_bad_file_reaches_the_webhook_it_names() throws IOException {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
            Files.writeString(
                    folder.resolve("aegis.conf"),
                    "aegis {\n alerts { webhook = \"http://127.0.0.1:" + server.port() + "/hook\"\n seed =");
            assertThat(line().run("infer --source synthetic").status()).isEqualTo(2);
            server.verify(
                    1,
                    postRequestedFor(urlEqualTo("/hook"))
                            .withRequestBody(matchingJsonPath("$.command", equalTo("infer")))
                            .withRequestBody(matchingJsonPath("$.exit_code", equalTo("2"))));
        } finally {
            server.stop();
        }
    }

    @Test
    void help_and_what_only_looks_leave_no_line() {
        line().with("AEGIS_LEDGER", "runs.jsonl").run("infer --help");
        line().with("AEGIS_LEDGER", "runs.jsonl").run("doctor --nosuch");
        line().with("AEGIS_LEDGER", "runs.jsonl").run("trian");
        assertThat(folder.resolve("runs.jsonl")).doesNotExist();
    }

    /** Engines that end with an error of the machine as soon as they are touched. */
    private record DyingEngines(Error error) implements EngineLibrary {
        @Override
        public EngineTrainer trainer(EngineId kind) {
            throw error;
        }

        @Override
        public Engine<DirectionOutlook> direction(ModelBundle bundle) {
            throw error;
        }

        @Override
        public Engine<SellerOutlook> seller(ModelBundle bundle) {
            throw error;
        }

        @Override
        public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
            throw error;
        }
    }

    @Test
    void an_error_of_the_machine_ends_the_run_with_a_sentence_an_exit_code_and_a_line() {
        assertDies(new OutOfMemoryError("Java heap space"), "out of memory (Java heap space); give Java more");
        assertDies(new UnsatisfiedLinkError("libsome.so: cannot be mapped"), "native library that cannot be loaded");
        assertDies(new StackOverflowError(), "internal failure: java.lang.StackOverflowError");
        assertThat(ends()).hasSize(3).allMatch(end -> end.exitCode() == 1);
    }

    private void assertDies(Error error, String words) {
        Result result = line().with(new DyingEngines(error))
                .with("AEGIS_LEDGER", "runs.jsonl")
                .run("train --source synthetic --as-of 2024-12-30");
        assertThat(result.status()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains(words);
        assertThat(ends().get(ends().size() - 1).message()).contains(words);
    }
}
