package io.aegismatrix.runner.runs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells others how a run ended: failures to a webhook, and that all is well to a heartbeat address, whose owner raises
 * the alarm when it stays silent. Addresses are secrets: no message names more of one than its host.
 */
public final class Alerts {

    private final Delivery delivery;

    /** @param timeout longest time of telling one address, with all tries */
    public Alerts(Duration timeout) {
        this.delivery = new Delivery(timeout);
    }

    /**
     * Posts how a run ended, as JSON with a {@code text} that chat systems show and a field for every fact.
     *
     * @return why it did not arrive, or empty if it did
     */
    public Optional<String> post(URI webhook, RunEnd end) {
        String json = new JsonMapper()
                .createObjectNode()
                .put("text", text(end))
                .put("run_id", end.runId())
                .put("command", end.command())
                .put("exit_code", end.exitCode())
                .put("outcome", end.outcome().id())
                .put("message", Secrets.mask(end.message()))
                .put("started_at", end.startedAt().toString())
                .put("ended_at", end.at().toString())
                .toString();
        return delivery.send(HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static String text(RunEnd end) {
        return "aegis " + end.command() + " " + end.outcome().id() + " (exit " + end.exitCode() + "): "
                + Secrets.mask(end.message());
    }

    /** Says that all is well. @return why it did not arrive, or empty if it did */
    public Optional<String> beat(URI heartbeat) {
        return delivery.send(HttpRequest.newBuilder(heartbeat).GET());
    }
}
