package io.aegismatrix.runner.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.RunStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed, or whose Java machine crashed, is told of by the next one, everywhere and once. */
class CrashedRunsTest {

    private static final Instant SLOT = Instant.parse("2024-12-31T06:30:00Z");
    private static final long NOBODY = Integer.MAX_VALUE;

    @TempDir
    private Path folder;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void listen() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private CommandLineRun line(int minutes) {
        return new CommandLineRun(folder)
                .at(SLOT.plusSeconds(60L * minutes))
                .with("HOSTNAME", "desk")
                .with("AEGIS_SOURCE", "synthetic:5")
                .with("AEGIS_LEDGER", "runs.jsonl")
                .with("AEGIS_METRICS", "metrics")
                .with("AEGIS_ALERTS_WEBHOOK", "http://127.0.0.1:" + server.port() + "/hook");
    }

    private RunLedger ledger() {
        return RunLedger.file(folder.resolve("runs.jsonl"));
    }

    private List<RunEnd> crashed() {
        return ledger().ends().stream()
                .filter(end -> end.outcome() == RunOutcome.CRASHED)
                .toList();
    }

    /** What is left of an inference that was killed, or whose machine crashed under it. */
    private void killedInfer() {
        ledger().append(new RunStart("20241231T063000.000Z-9", "infer", SLOT, NOBODY, Optional.empty(), "desk"));
    }

    private Path report(String command, Instant at) throws IOException {
        Path report = Files.writeString(
                folder.resolve("hs_err_pid" + NOBODY + ".log"),
                "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGBUS (0x7)\n#\n"
                        + "Command Line: -XX:+UseG1GC /opt/aegis/aegis.jar " + command + " --source csv:data\n");
        Files.setLastModifiedTime(report, FileTime.from(at));
        return report;
    }

    @Test
    void a_killed_run_reaches_ledger_metrics_and_webhook_once_by_the_next_run_whatever_that_is() throws IOException {
        killedInfer();

        Result next = line(31).run("train --as-of 2024-12-30");

        assertThat(next.status()).as(next.err()).isZero();
        assertThat(next.err()).contains("run 20241231T063000.000Z-9 of infer: the run began and never ended");
        assertThat(crashed()).singleElement().satisfies(end -> {
            assertThat(end.runId()).isEqualTo("20241231T063000.000Z-9");
            assertThat(end.startedAt()).isEqualTo(SLOT);
            assertThat(end.exitCode()).isEqualTo(1);
        });
        assertThat(Files.readString(folder.resolve("metrics/aegis_infer.prom")))
                .contains("aegis_run_exit_code{command=\"infer\"} 1.0");
        line(32).run("train --as-of 2024-12-30");
        line(33).run("infer");
        assertThat(crashed()).hasSize(1);
        assertThat(Files.readString(folder.resolve("metrics/aegis_infer.prom")))
                .contains("aegis_runs{command=\"infer\",outcome=\"crashed\"} 1.0");
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/hook"))
                        .withRequestBody(matchingJsonPath("$.outcome", equalTo("crashed")))
                        .withRequestBody(matchingJsonPath("$.command", equalTo("infer"))));
    }

    @Test
    void runs_missed_and_the_doctor_tell_of_it() {
        killedInfer();
        assertThat(line(31).run("doctor --json").out()).contains("is gone without a word");

        line(31).run("fetch --source nowhere");

        Result missed = line(240).run("runs missed");
        assertThat(missed.status()).isEqualTo(1);
        assertThat(missed.out())
                .containsPattern("11:45 to 12:15 +\\| crashed: the run began and never ended")
                .containsPattern("12:45 to 13:15 +\\| no run");
        assertThat(line(240).run("doctor --json").out()).contains("1 crashed within 7 days");
    }

    @Test
    void the_report_of_the_java_machine_is_named() throws IOException {
        killedInfer();
        Path report = report("infer", SLOT.plusSeconds(2));

        line(31).run("train --as-of 2024-12-30");

        assertThat(crashed())
                .singleElement()
                .satisfies(end -> assertThat(end.message()).contains("see " + report));
    }

    @Test
    void a_machine_that_crashed_before_the_run_was_on_record_is_told_of_once() throws IOException {
        Path report = report("infer", SLOT.plusSeconds(2));

        line(31).run("train --as-of 2024-12-30");
        line(32).run("train --as-of 2024-12-30");

        assertThat(crashed()).singleElement().satisfies(end -> {
            assertThat(end.command()).isEqualTo("infer");
            assertThat(end.startedAt()).isEqualTo(SLOT.plusSeconds(2));
            assertThat(end.message()).contains("crashed before the run was on record, see " + report);
        });
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/hook"))
                        .withRequestBody(matchingJsonPath("$.outcome", equalTo("crashed"))));
    }

    @Test
    void reports_of_other_programs_and_old_ones_are_none_of_ours() throws IOException {
        Files.writeString(folder.resolve("hs_err_pid77.log"), "Command Line: -jar /opt/other.jar infer\n");
        report("infer", SLOT.minusSeconds(86_400 * 9));

        line(31).run("train --as-of 2024-12-30");

        assertThat(crashed()).isEmpty();
    }

    @Test
    void a_ledger_that_cannot_be_kept_hides_neither_metrics_nor_the_webhook() throws IOException {
        Files.createDirectories(folder.resolve("runs.jsonl"));

        Result good = line(31).run("train --as-of 2024-12-30");

        assertThat(good.status()).as(good.err()).isZero();
        assertThat(folder.resolve("metrics/aegis_train.prom")).content().contains("aegis_run_exit_code");
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/hook"))
                        .withRequestBody(matchingJsonPath("$.exit_code", equalTo("0")))
                        .withRequestBody(matchingJsonPath("$.message", containing("the run cannot be recorded"))));
    }

    @Test
    void metrics_that_cannot_be_written_hide_neither_the_ledger_nor_the_webhook() throws IOException {
        Files.createFile(folder.resolve("metrics"));

        Result good = line(31).run("train --as-of 2024-12-30");
        line(32).run("infer --nosuch");

        assertThat(good.status()).as(good.err()).isZero();
        assertThat(ledger().ends()).extracting(RunEnd::exitCode).containsExactly(0, 2);
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/hook")).withRequestBody(matchingJsonPath("$.exit_code", equalTo("0"))));
        server.verify(
                1,
                postRequestedFor(urlEqualTo("/hook")).withRequestBody(matchingJsonPath("$.exit_code", equalTo("2"))));
    }
}
