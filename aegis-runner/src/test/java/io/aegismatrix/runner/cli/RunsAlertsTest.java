package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.payload.PayloadFixtures;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.runner.alerts.Receiver;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on change as the commands send them. */
final class RunsAlertsTest {

    private static final Instant NOON = Instant.parse("2024-12-31T06:30:00Z");

    @TempDir
    private Path folder;

    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .at(NOON)
                .with("AEGIS_SOURCE", "synthetic:5")
                .with("AEGIS_ALERTS_CHANGES_SLOTS", "1")
                .with("AEGIS_ALERTS_CHANGES_NTFY", receiver.address() + "/T0P-S3CRET");
    }

    private Path memory() {
        return folder.resolve("aegismatrix.alerts.json");
    }

    private void publish(String label, String color) throws IOException {
        ObjectNode payload = (ObjectNode) new JsonMapper().readTree(PayloadJson.bytes(PayloadFixtures.full()));
        ((ObjectNode) payload.at("/seller/seller_flag")).put("label", label).put("color", color);
        Files.writeString(folder.resolve("aegismatrix.json"), payload.toString());
    }

    @Test
    void tells_how_everything_stands_and_in_a_dry_run_what_would_be_told() throws IOException {
        publish("CAUTION", "AMBER");
        Result first = line().run("runs alerts");
        publish("HOSTILE", "RED");
        Result dry = line().run("runs alerts --dry-run");
        assertThat(receiver.count()).isZero();
        Result told = line().run("runs alerts");
        Result again = line().run("runs alerts");

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).contains("flag.seller CAUTION: ", "ntfy: is told of what changes from now on");
        assertThat(dry.out()).contains("ntfy: would be told (dry run): ", "seller flag HOSTILE");
        assertThat(told.out()).contains("ntfy: told of 1 change");
        assertThat(again.out()).contains("nothing to tell");
        assertThat(receiver.count()).isEqualTo(1);
    }

    @Test
    void an_inference_that_fails_tells_too_and_a_channel_that_fails_changes_no_exit_code() throws IOException {
        publish("CAUTION", "AMBER");
        assertThat(line().run("infer --source csv:nowhere").status()).isEqualTo(10);
        publish("HOSTILE", "RED");
        Result told = line().run("infer --source csv:nowhere");
        publish("FAVOURABLE", "GREEN");
        receiver.answer("/T0P-S3CRET", 403);
        Result failed = line().at(NOON.plusSeconds(1_800)).run("infer --source csv:nowhere");
        Result alone = line().at(NOON.plusSeconds(1_800)).run("runs alerts");

        assertThat(told.status()).isEqualTo(10);
        assertThat(told.err()).contains("ntfy: told of 1 change");
        assertThat(failed.status()).isEqualTo(10);
        assertThat(alone.status()).isZero();
        assertThat(failed.err() + alone.err())
                .contains("warning: ntfy: not told what has changed: " + receiver.address() + "/*** answered 403");
        assertThat(told.err() + failed.err() + alone.err() + alone.out() + Files.readString(memory()))
                .doesNotContain("S3CRET");
    }

    @Test
    void a_damaged_memory_is_warned_of_by_infer_and_ends_runs_alerts() throws IOException {
        publish("CAUTION", "AMBER");
        Files.writeString(memory(), "{");
        Result inference = line().run("infer --source csv:nowhere");
        Result alone = line().run("runs alerts");

        assertThat(inference.status()).isEqualTo(10);
        assertThat(inference.err()).contains("warning: changes were not told: ", "is no memory of alerts");
        assertThat(alone.status()).isEqualTo(1);
    }

    @Test
    void of_the_past_and_without_a_channel_nobody_is_told_and_nothing_is_kept() throws IOException {
        publish("CAUTION", "AMBER");
        line().run("infer --source csv:nowhere --as-of 2024-12-20");
        Result nobody = new CommandLineRun(folder).at(NOON).run("runs alerts");

        assertThat(memory()).doesNotExist();
        assertThat(nobody.status()).isEqualTo(2);
        assertThat(nobody.err()).contains("nobody is to be told: set alerts.changes.ntfy");
    }

    @Test
    void no_channel_is_shown_by_the_doctor() {
        Result shown = line().with("AEGIS_ALERTS_CHANGES_TELEGRAM_TOKEN", "12345:T0P-S3CRET")
                .with("AEGIS_ALERTS_CHANGES_TELEGRAM_CHAT", "-100200300")
                .with("AEGIS_ALERTS_CHANGES_NTFY_TOKEN", "tk_S3CRET")
                .with("AEGIS_ALERTS_CHANGES_HOOK", "https://hooks.example/S3CRET")
                .run("doctor --show-config");

        assertThat(shown.out())
                .contains("alerts.changes.telegram-token")
                .doesNotContain("S3CRET")
                .doesNotContain("100200300");
    }
}
