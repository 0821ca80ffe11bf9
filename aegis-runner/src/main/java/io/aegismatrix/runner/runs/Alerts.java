package io.aegismatrix.runner.runs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells others how a run ended: failures to a webhook, and that all is well to a heartbeat address, whose owner raises
 * the alarm when it stays silent. Addresses are secrets: no message names more of one than its host.
 */
public final class Alerts {

    private static final int FIRST_ERROR = 300;

    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout longest time of one request */
    public Alerts(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
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
        return send(HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static String text(RunEnd end) {
        return "aegis " + end.command() + " " + end.outcome().id() + " (exit " + end.exitCode() + "): "
                + Secrets.mask(end.message());
    }

    /** Says that all is well. @return why it did not arrive, or empty if it did */
    public Optional<String> beat(URI heartbeat) {
        return send(HttpRequest.newBuilder(heartbeat).GET());
    }

    private Optional<String> send(HttpRequest.Builder unfinished) {
        HttpRequest request = unfinished.timeout(timeout).build();
        String address = Secrets.hostOnly(request.uri());
        CompletableFuture<HttpResponse<Void>> sending = client.sendAsync(request, BodyHandlers.discarding());
        try {
            int status = sending.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status < FIRST_ERROR ? Optional.empty() : Optional.of(address + " answered " + status);
        } catch (ExecutionException e) {
            String what = e.getCause() instanceof IOException ? "could not be reached" : "failed";
            return Optional.of(address + " " + what + ": " + cause(e).getClass().getSimpleName());
        } catch (TimeoutException e) {
            sending.cancel(true);
            return Optional.of(address + " did not answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(address + " was not told, the run was interrupted");
        }
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
