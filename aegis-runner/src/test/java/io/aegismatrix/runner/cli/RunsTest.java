package io.aegismatrix.runner.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.process.RunLock;
import io.aegismatrix.runner.runs.LedgerLine;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.RunStart;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs leave behind for those who did not watch them. */
class RunsTest {

    private static final Instant NOON = Instant.parse("2024-12-31T06:30:00Z");
    private static final Instant SLOT = Instant.parse("2024-12-31T06:15:00Z");

    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        Result result = new CommandLineRun(trained).at(NOON).run("train --source synthetic:5 --as-of 2024-12-30");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .at(NOON)
                .with("AEGIS_MODELS", trained.resolve("models").toString())
                .with("AEGIS_SOURCE", "synthetic:5")
                .with("AEGIS_LEDGER", "runs.jsonl");
    }

    private RunLedger ledger() {
        return RunLedger.file(folder.resolve("runs.jsonl"));
    }

    private Path out() {
        return folder.resolve("aegismatrix.json");
    }

    @Test
    void a_run_is_recorded_with_its_stages_its_slot_and_the_name_it_has_in_the_payload() {
        Result result = line().run("infer");

        assertThat(result.status()).as(result.err()).isZero();
        List<LedgerLine> lines = ledger().lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isInstanceOf(RunStart.class);
        RunEnd end = (RunEnd) lines.get(1);
        assertThat(end.command()).isEqualTo("infer");
        assertThat(end.exitCode()).isZero();
        assertThat(end.outcome()).isEqualTo(RunOutcome.PUBLISHED);
        assertThat(end.stagesMs())
                .containsOnlyKeys("data", "features", "engines", "assemble", "publish", "log", "total");
        assertThat(end.publication().orElseThrow().slot()).contains(SLOT);
        assertThat(end.runId())
                .isEqualTo(lines.get(0).runId())
                .isEqualTo(PayloadReader.json().read(out()).runId());
    }

    @Test
    void what_only_looks_is_not_recorded() {
        line().run("doctor");
        line().run("models list");
        line().run("runs list");

        assertThat(folder.resolve("runs.jsonl")).doesNotExist();
    }

    @Test
    void every_failure_is_recorded_with_its_exit_code_and_its_message() {
        line().with("AEGIS_FOLDS", "many").run("infer");
        line().with(new FakeEngines().failingToEvaluate(SellerEngine.ID, new ModelException("the score is NaN")))
                .run("infer");
        line().with("AEGIS_SOURCE", "csv:nowhere").run("infer");

        assertThat(ledger().ends()).extracting(RunEnd::exitCode).containsExactly(2, 12, 10);
        assertThat(ledger().ends()).extracting(RunEnd::outcome).containsOnly(RunOutcome.FAILED);
        assertThat(ledger().ends().get(1).message()).isEqualTo("the score is NaN");
    }

    @Test
    void training_is_recorded_with_its_stages() {
        line().with("AEGIS_MODELS", "others").run("train");

        assertThat(ledger().ends()).singleElement().satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(RunOutcome.DONE);
            assertThat(end.stagesMs()).containsOnlyKeys("data", "features", "train", "gates", "keep", "total");
        });
    }

    @Test
    void a_slot_is_published_once_unless_forced_or_something_changed() throws IOException {
        line().run("infer --once-per-slot");
        byte[] first = Files.readAllBytes(out());
        Result again = line().at(NOON.plusSeconds(600)).run("infer --once-per-slot");

        assertThat(again.status()).isZero();
        assertThat(again.err()).contains("has published this slot's forecast, nothing to do");
        assertThat(out()).hasBinaryContent(first);
        assertThat(outcomes()).containsExactly(RunOutcome.PUBLISHED, RunOutcome.NOTHING_DUE);

        assertPublishes(line().at(NOON.plusSeconds(660)), "infer --once-per-slot --force");
        assertPublishes(line().at(NOON.plusSeconds(720)), "infer");
        assertPublishes(line().at(NOON.plusSeconds(780)).with("AEGIS_SOURCE", "synthetic:6"), "infer --once-per-slot");
        assertPublishes(line().at(NOON.plusSeconds(900)), "infer --once-per-slot");
    }

    @Test
    void a_payload_that_was_lost_or_touched_is_published_again() throws IOException {
        line().run("infer --once-per-slot");
        Files.delete(out());
        assertPublishes(line().at(NOON.plusSeconds(60)), "infer --once-per-slot");
        Files.writeString(out(), "{}");
        assertPublishes(line().at(NOON.plusSeconds(120)), "infer --once-per-slot");
    }

    @Test
    void a_forecast_that_was_published_but_not_logged_is_published_again_and_logged() throws IOException {
        Path log = Files.writeString(folder.resolve("predictions.db"), "no database".repeat(500));
        Result unlogged = line().run("infer --once-per-slot");
        assertThat(unlogged.status()).as(unlogged.err()).isEqualTo(15);
        assertThat(out()).exists();

        Files.delete(log);
        assertPublishes(line().at(NOON.plusSeconds(60)), "infer --once-per-slot");
        assertThat(log).exists();
        assertNothingDue(line());
    }

    @Test
    void a_folder_that_was_changed_is_another_market_and_is_published_in_the_same_slot() throws IOException {
        Path market = MarketFolder.writeAs(Underlying.NIFTY50, folder.resolve("market"));
        CommandLineRun line = line().at(CommandLineRun.NOW.minusSeconds(14_400)).with("AEGIS_SOURCE", "csv:market");
        assertPublishes(line, "infer --once-per-slot --as-of 2024-12-31T06:30:00Z");
        assertNothingDue(line);

        Path daily = market.resolve("indiavix_daily.csv");
        Files.writeString(daily, Files.readString(daily) + "\n");
        assertPublishes(line, "infer --once-per-slot --as-of 2024-12-31T06:30:00Z");
        assertNothingDue(line);
    }

    @Test
    void a_folder_that_changes_while_it_is_read_counts_as_changed_since() throws IOException {
        Path market = MarketFolder.writeAs(Underlying.NIFTY50, folder.resolve("market"));
        Path note = market.resolve("late.csv");
        CommandLineRun line = line().with("AEGIS_SOURCE", "csv:market");
        FakeEngines during = new FakeEngines().beforeEvaluating(() -> write(note));
        assertPublishes(line.with(during), "infer --once-per-slot --as-of 2024-12-31T06:30:00Z");
        assertPublishes(line.with(new FakeEngines()), "infer --once-per-slot --as-of 2024-12-31T06:30:00Z");
        assertNothingDue(line);
    }

    private static void write(Path note) {
        try {
            Files.writeString(note, "came late");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNothingDue(CommandLineRun line) {
        Result again = line.run("infer --once-per-slot --as-of 2024-12-31T06:30:00Z");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(outcomes()).last().isEqualTo(RunOutcome.NOTHING_DUE);
    }

    private void assertPublishes(CommandLineRun line, String command) {
        int before = ledger().ends().size();
        Result result = line.run(command);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(outcomes()).hasSize(before + 1).last().isEqualTo(RunOutcome.PUBLISHED);
    }

    private List<RunOutcome> outcomes() {
        return ledger().ends().stream().map(RunEnd::outcome).toList();
    }

    @Test
    void lists_runs_and_missed_slots() {
        line().run("infer");
        line().at(NOON.plusSeconds(1_800)).with("AEGIS_SOURCE", "csv:nowhere").run("infer");

        Result list = line().run("runs list");
        assertThat(list.out()).contains("2024-12-31T06:30:00Z", "published", "failed", "nowhere", "data 0, engines 0");
        assertThat(line().run("runs list --since 2025-01-01").out()).contains("no runs in");

        Result missed = line().at(Instant.parse("2024-12-31T10:00:00Z")).run("runs missed");
        assertThat(missed.status()).isEqualTo(1);
        assertThat(missed.err()).contains("12 of 13 slots since 2024-12-31 were missed");
        assertThat(missed.out())
                .containsPattern("09:15 to 09:45 +\\| no run")
                .containsPattern("12:15 to 12:45 +\\| failed, exit 10")
                .contains("15:15 to 15:30")
                .doesNotContain("11:45 to");
        assertThat(line().at(Instant.parse("2025-01-01T00:00:00Z"))
                        .run("runs missed")
                        .out())
                .isEqualTo("0 of 0 slots since 2025-01-01 were missed" + System.lineSeparator());
    }

    @Test
    void missed_slots_of_many_sessions_are_told_by_session_and_never_from_before_the_ledger() {
        line().at(Instant.parse("2024-11-04T06:30:00Z")).run("infer");
        CommandLineRun later = line().at(Instant.parse("2024-12-31T10:00:00Z"));

        Result missed = later.run("runs missed --since 2015-01-01");
        assertThat(missed.status()).isEqualTo(1);
        assertThat(missed.err())
                .contains("the ledger begins on 2024-11-04: no session before it is looked at")
                .contains("the newest 20 of 39 sessions with a missed slot; --all lists every slot")
                .contains(" slots since 2024-11-04 were missed");
        assertThat(missed.out().lines().filter(row -> row.contains("13 of 13"))).hasSize(20);
        assertThat(missed.out()).contains("2024-12-31").doesNotContain("2024-11-04");

        Result all = later.run("runs missed --all");
        assertThat(all.out().lines().filter(row -> row.contains(" to "))).hasSizeGreaterThan(500);
        assertThat(all.out()).contains("2024-11-04");
    }

    @Test
    void measures_go_to_a_file_of_each_command() throws IOException {
        line().with("AEGIS_METRICS", "metrics").run("infer");
        line().with("AEGIS_METRICS", "metrics").with("AEGIS_MODELS", "nowhere").run("infer");

        assertThat(Files.readString(folder.resolve("metrics/aegis_infer.prom")))
                .contains("aegis_run_exit_code{command=\"infer\"} 12.0")
                .contains("aegis_runs{command=\"infer\",outcome=\"published\"} 1.0")
                .contains("aegis_run_success_timestamp_seconds{command=\"infer\"}");
    }

    @Test
    void one_lock_for_all_holds_up_every_command() {
        RunLock.Owner owner = new RunLock.Owner("asha@desk train", 4711, NOON);
        RunLock.at(folder.resolve("aegis.lock")).hold(owner, notice -> {}, () -> {
            CommandLineRun line = line().with("AEGIS_LOCK", "aegis.lock");
            assertThat(line.run("infer").status()).isEqualTo(14);
            assertThat(line.run("train").status()).isEqualTo(14);
        });

        assertThat(ledger().ends()).extracting(RunEnd::exitCode).containsExactly(14, 14);
        assertThat(ledger().ends().get(0).message()).contains("asha@desk train, pid 4711");
    }

    @Test
    void failures_go_to_the_webhook_and_good_runs_to_the_heartbeat() {
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
            String base = "http://127.0.0.1:" + server.port();
            CommandLineRun line =
                    line().with("AEGIS_ALERTS_WEBHOOK", base + "/hook").with("AEGIS_ALERTS_HEARTBEAT", base + "/beat");

            assertThat(line.run("infer").status()).isZero();
            assertThat(line.run("infer --models nowhere").status()).isEqualTo(12);
            assertThat(line.run("runs missed").status()).isEqualTo(1);

            server.verify(1, getRequestedFor(urlEqualTo("/beat")));
            server.verify(2, postRequestedFor(urlEqualTo("/hook")));
            server.verify(postRequestedFor(urlEqualTo("/hook"))
                    .withRequestBody(matchingJsonPath("$.command", equalTo("infer")))
                    .withRequestBody(matchingJsonPath("$.exit_code", equalTo("12"))));
            server.verify(postRequestedFor(urlEqualTo("/hook"))
                    .withRequestBody(matchingJsonPath("$.command", equalTo("runs missed"))));
        } finally {
            server.stop();
        }
    }

    @Test
    void what_cannot_be_told_is_warned_of_and_changes_nothing() throws IOException {
        Files.createDirectories(folder.resolve("runs.jsonl"));
        Files.createFile(folder.resolve("metrics"));

        Result result = line().with("AEGIS_METRICS", "metrics")
                .with("AEGIS_ALERTS_HEARTBEAT", "http://127.0.0.1:1/T0P-S3CRET")
                .run("infer");

        assertThat(result.status()).isZero();
        assertThat(out()).exists();
        assertThat(result.err())
                .contains("runs.jsonl: the run cannot be recorded")
                .contains("the metrics were not written")
                .contains("the heartbeat was not sent: http://127.0.0.1:1/*** could not be reached")
                .doesNotContain("S3CRET");
        Result failed = line().with("AEGIS_ALERTS_WEBHOOK", "http://127.0.0.1:1/T0P-S3CRET")
                .run("infer --models nowhere");
        assertThat(failed.status()).isEqualTo(12);
        assertThat(failed.err()).contains("not told to the webhook").doesNotContain("S3CRET");
    }

    @Test
    void secrets_are_shown_to_nobody() {
        CommandLineRun line = line().with("AEGIS_ALERTS_WEBHOOK", "https://hooks.example/T0P-S3CRET")
                .with("AEGIS_LIVE_CONTACT", "https://me:S3/CR@ET@desk.example/S3CRET?S3CRET");
        Result shown = line.run("doctor --show-config");

        assertThat(shown.status()).as(shown.err()).isZero();
        assertThat(shown.out())
                .containsPattern("alerts.webhook +\\| \\*\\*\\* +\\| environment variable AEGIS_ALERTS_WEBHOOK")
                .containsPattern("alerts.heartbeat +\\| \\(none\\)")
                .contains("https://***@desk.example/*** ")
                .doesNotContain("S3CRET");
        assertThat(line.run("doctor --show-config --json").out()).doesNotContain("S3CRET");

        Result refused = line().with("AEGIS_ALERTS_WEBHOOK", "ftp://hooks.example/T0P-S3CRET")
                .run("infer");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("alerts.webhook must be a web address", "'***'", "AEGIS_ALERTS_WEBHOOK")
                .doesNotContain("S3CRET");
    }

    @Test
    void no_credential_of_any_kind_of_address_is_told_anywhere() throws IOException {
        for (String command : List.of(
                "infer --source https://user:p@ss/S3CRET@host/?apikey=S3CRET",
                "infer --models https://user:p@ss/S3CRET@host/?apikey=S3CRET --verbose",
                "infer https://user:p@ss/S3CRET@host/S3CRET?apikey=S3CRET --json")) {
            Result result = line().with("AEGIS_LIVE_YAHOO", "https://user:p@ss/S3CRET@host/?apikey=S3CRET")
                    .run(command);
            assertThat(result.status()).isNotZero();
            assertThat(result.out() + result.err()).doesNotContain("S3CRET").doesNotContain("p@ss");
        }
        assertThat(folder.resolve("runs.jsonl"))
                .content()
                .doesNotContain("S3CRET")
                .doesNotContain("p@ss");
    }

    @Test
    void a_secret_that_is_not_set_is_no_address() {
        assertThat(line().with("AEGIS_ALERTS_WEBHOOK", "")
                        .run("infer --models nowhere")
                        .err())
                .doesNotContain("webhook");
    }

    @Test
    void every_line_of_a_json_log_names_the_run() throws IOException {
        Result result = line().run("infer --json --as-of 2024-12-20");

        List<String> lines = result.err().lines().toList();
        assertThat(lines).isNotEmpty();
        String runId = ledger().ends().get(0).runId();
        for (String text : lines) {
            JsonNode node = new JsonMapper().readTree(text);
            assertThat(node.path("run_id").asText()).isEqualTo(runId);
            assertThat(node.path("message").asText()).isNotEmpty();
        }
    }
}
