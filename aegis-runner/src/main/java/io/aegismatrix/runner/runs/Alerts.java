package io.aegismatrix.runner.runs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Stopwatch;
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
    private static final int FIRST_SERVER_ERROR = 500;

    private static final int MOST_TRIES = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final int WAIT_GROWTH = 5;

    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout longest time of telling one address, with all tries */
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

    /** One try: why it did not arrive, empty if it did, and whether the next may fare better. */
    private record Trial(Optional<String> reason, boolean worthAnother) {}

    /** Tries again, after a wait, what a moment may mend; all tries and waits together take no longer than one may. */
    private Optional<String> send(HttpRequest.Builder unfinished) {
        Stopwatch since = Stopwatch.createStarted();
        Duration wait = FIRST_WAIT;
        for (int tries = 1; ; tries++) {
            Duration left = timeout.minus(since.elapsed());
            Trial trial = attempt(unfinished, left);
            boolean again = trial.worthAnother() && tries < MOST_TRIES;
            if (!again || wait.compareTo(timeout.minus(since.elapsed())) >= 0 || !slept(wait)) {
                int all = tries;
                return trial.reason().map(reason -> all == 1 ? reason : reason + " (" + all + " tries)");
            }
            wait = wait.multipliedBy(WAIT_GROWTH);
        }
    }

    private Trial attempt(HttpRequest.Builder unfinished, Duration left) {
        HttpRequest request = unfinished.copy().timeout(left).build();
        String address = Secrets.hostOnly(request.uri());
        CompletableFuture<HttpResponse<Void>> sending = client.sendAsync(request, BodyHandlers.discarding());
        try {
            int status = sending.get(left.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status < FIRST_ERROR
                    ? new Trial(Optional.empty(), false)
                    : new Trial(Optional.of(address + " answered " + status), status >= FIRST_SERVER_ERROR);
        } catch (ExecutionException e) {
            boolean unreached = e.getCause() instanceof IOException;
            String what = unreached ? "could not be reached" : "failed";
            return new Trial(
                    Optional.of(
                            address + " " + what + ": " + cause(e).getClass().getSimpleName()),
                    unreached);
        } catch (TimeoutException e) {
            sending.cancel(true);
            return new Trial(Optional.of(address + " did not answer within " + timeout.toSeconds() + " s"), false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trial(Optional.of(address + " was not told, the run was interrupted"), false);
        }
    }

    private static boolean slept(Duration wait) {
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
