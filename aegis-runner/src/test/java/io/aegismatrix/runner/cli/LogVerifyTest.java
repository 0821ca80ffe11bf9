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
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.LiveBlock;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.runs.LogNote;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands make of a prediction log that somebody rewrote. */
class LogVerifyTest {

    private static final Instant NOON = Instant.parse("2024-12-31T06:30:00Z");

    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        Result result = new CommandLineRun(trained).at(NOON).run("train --source synthetic:5 --as-of 2024-12-30");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private CommandLineRun line(int slot) {
        return new CommandLineRun(folder)
                .at(NOON.plusSeconds(1_800L * slot))
                .with("AEGIS_MODELS", trained.resolve("models").toString())
                .with("AEGIS_SOURCE", "synthetic:5")
                .with("AEGIS_LEDGER", "runs.jsonl");
    }

    private Path log() {
        return folder.resolve("predictions.db");
    }

    private Path out() {
        return folder.resolve("aegismatrix.json");
    }

    private void infer(int slot) {
        Result result = line(slot).run("infer");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private LiveBlock live() {
        return PayloadReader.json().read(out()).live().orElseThrow();
    }

    private LogNote noted() {
        List<RunEnd> ends = RunLedger.file(folder.resolve("runs.jsonl")).ends();
        return ends.get(ends.size() - 1).log().orElseThrow();
    }

    /** Rewrites every forecast as the audit did; {@code mending} puts the triggers back. */
    private void rewrite(boolean mending) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + log());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TRIGGER forecast_no_update");
            statement.executeUpdate("DROP TRIGGER forecast_no_delete");
            statement.executeUpdate("UPDATE forecast SET value = 0.5");
            for (String change : mending ? List.of("update", "delete") : List.<String>of()) {
                statement.executeUpdate(
                        "CREATE TRIGGER forecast_no_" + change + " BEFORE " + change.toUpperCase(Locale.ROOT)
                                + " ON forecast BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END");
            }
        }
    }

    @Test
    void the_head_is_kept_in_the_ledger_and_in_the_next_payload_and_held_against_both() {
        infer(0);
        LogNote first = noted();
        assertThat(live().log()).isEmpty();
        infer(1);
        assertThat(live().log()).hasValueSatisfying(stand -> {
            assertThat(stand.rows()).isEqualTo(first.rows());
            assertThat(stand.head()).isEqualTo(first.head());
        });
        assertThat(noted().rows()).isGreaterThan(first.rows());

        Result verified = line(2).run("log verify");

        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(verified.out())
                .contains("predictions.db: unbroken from 2024-12-31T06:30:00Z to 2024-12-31T07:00:00Z, "
                        + noted().rows() + " rows, head " + noted().head())
                .contains("2 states in " + folder.resolve("runs.jsonl") + " up to 2024-12-31T07:00:00Z")
                .contains("1 states in " + out() + " up to 2024-12-31T07:00:00Z")
                .contains("3 fit");
    }

    @Test
    void a_broken_record_is_told_to_the_webhook() throws SQLException {
        infer(0);
        rewrite(true);
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        try {
            server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
            Result verified = line(1).with("AEGIS_ALERTS_WEBHOOK", "http://127.0.0.1:" + server.port() + "/hook")
                    .run("log verify");
            assertThat(verified.status()).isEqualTo(15);
            assertThat(verified.err().lines()).as(verified.err()).hasSize(1);
            server.verify(
                    1,
                    postRequestedFor(urlEqualTo("/hook"))
                            .withRequestBody(matchingJsonPath("$.command", equalTo("log verify")))
                            .withRequestBody(matchingJsonPath("$.exit_code", equalTo("15"))));
        } finally {
            server.stop();
        }
    }

    @Test
    void scoring_notes_the_head_too() {
        infer(0);
        Result scored = line(900).run("score");

        assertThat(scored.status()).as(scored.err()).isZero();
        assertThat(scored.err()).doesNotContain("added 0 outcomes");
        assertThat(line(901).run("log verify").out())
                .contains(noted().rows() + " rows, head " + noted().head(), "2 fit");
    }

    @Test
    void a_log_rewritten_by_any_tool_is_damaged_for_the_doctor_and_not_scored_read_or_added_to() throws Exception {
        infer(0);
        infer(1);
        rewrite(false);
        assertRefused("the trigger forecast_no_delete is missing");
        Result verify = line(2).run("log verify");
        assertThat(verify.err()).contains("row 1 of forecast does not fit");
        assertThat(verify.out()).contains("unbroken from 2024-12-31T06:30:00Z to 2024-12-31T06:30:00Z");
    }

    @Test
    void it_is_no_other_where_the_triggers_were_put_back() throws Exception {
        infer(0);
        rewrite(true);
        assertRefused("row 1 of forecast does not fit");
        assertThat(line(3).run("log verify").out())
                .contains("unbroken from 2024-12-31T06:30:00Z to 2024-12-31T06:30:00Z");
    }

    private void assertRefused(String words) throws IOException {
        Result doctor = line(2).run("doctor --json");
        assertThat(doctor.status()).isEqualTo(1);
        assertThat(doctor.out()).containsPattern("\"prediction log\"[^}]*FAIL[^}]*" + words);
        byte[] before = Files.readAllBytes(log());

        Result verify = line(2).run("log verify");
        assertThat(verify.status()).isEqualTo(15);
        assertThat(verify.err()).contains(words);
        assertThat(line(900).run("score").status()).isEqualTo(15);
        Result infer = line(2).run("infer");

        assertThat(infer.status()).isEqualTo(15);
        assertThat(infer.err()).contains("the payload was published, but its forecasts were not logged", words);
        assertThat(live().records())
                .isInstanceOfSatisfying(
                        Block.Unavailable.class,
                        none -> assertThat(none.reason()).contains(words));
        assertThat(live().log()).isEmpty();
        assertThat(Files.readAllBytes(log())).isEqualTo(before);
    }

    @Test
    @Timeout(60)
    void a_trigger_without_end_is_named_and_holds_nothing_up() throws SQLException {
        infer(0);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + log());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TRIGGER hang AFTER INSERT ON forecast BEGIN INSERT INTO settled"
                    + " SELECT x, '2024-12-31', '' FROM (WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
                    + " SELECT max(x) AS x FROM c); END");
        }

        Result infer = line(1).run("infer");

        assertThat(infer.status()).isEqualTo(15);
        assertThat(infer.err()).contains("the trigger hang is none of the log's; if you put it there, drop it");
    }

    @Test
    void a_log_that_is_gone_is_told_and_one_begun_anew_notes_it() throws IOException {
        infer(0);
        Files.delete(log());

        assertThat(line(1).run("log verify").status()).isEqualTo(15);
        assertThat(line(1).run("doctor --json").out()).contains("the prediction log is gone");
        Result infer = line(1).run("infer");

        assertThat(infer.status()).as(infer.err()).isZero();
        assertThat(infer.err()).contains("the prediction log is gone", "a new one begins, and notes that");
        assertThat(live().records())
                .isInstanceOfSatisfying(
                        Block.Unavailable.class,
                        none -> assertThat(none.reason()).contains("the prediction log is gone"));
        infer(2);
        Result verified = line(3).run("log verify");
        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("begun anew", "1 are older than the newest seam");
    }

    @Test
    void an_older_copy_is_refused_until_its_owner_accepts_it() throws IOException {
        infer(0);
        byte[] copy = Files.readAllBytes(log());
        infer(1);
        Files.write(log(), copy);

        Result refused = line(2).run("infer");
        assertThat(refused.status()).isEqualTo(15);
        assertThat(refused.err()).contains("and it has only");
        assertThat(line(3).run("log verify").err()).contains("the record is broken", "and it has only");

        Result accepted = line(3).run("log verify --accept");
        assertThat(accepted.status()).as(accepted.err()).isZero();
        assertThat(accepted.out()).contains("seam: 2024-12-31T08:00:00Z, accepted");
        infer(4);
        assertThat(line(5).run("log verify").status()).isZero();
    }

    @Test
    void a_payload_that_was_kept_is_held_against_the_log() throws IOException {
        infer(0);
        infer(1);
        Path kept = Files.copy(out(), folder.resolve("kept.json"));
        Files.delete(log());
        Files.delete(folder.resolve("runs.jsonl"));
        infer(2);
        infer(3);

        Result verified = line(4).run("log verify --payload kept.json");

        assertThat(verified.status()).isEqualTo(15);
        assertThat(verified.err()).contains(kept + " knows it with", "the hash of that row is another one now");
    }
}
