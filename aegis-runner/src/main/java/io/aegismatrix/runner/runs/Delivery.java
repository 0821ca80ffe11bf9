package io.aegismatrix.runner.runs;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings a message to an address that is a secret: no reason it gives names more of one than its host. No redirect is
 * followed. Nothing is thrown: a message that did not arrive is a reason to be told elsewhere.
 */
public final class Delivery {

    private static final int FIRST_ERROR = 300;
    private static final int FIRST_SERVER_ERROR = 500;

    private static final int MOST_TRIES = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final int WAIT_GROWTH = 5;
    private static final Duration SHORTEST_TRY = Duration.ofMillis(1);

    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout longest time of telling one address, with all tries */
    public Delivery(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** One try: why it did not arrive, empty if it did, and whether the next may fare better. */
    private record Trial(Optional<String> reason, boolean worthAnother) {}

    /**
     * Sends, and again, after a wait, what a moment may mend; all tries and waits together take no longer than one may.
     *
     * @return why it did not arrive, or empty if it did
     */
    public Optional<String> send(HttpRequest.Builder unfinished) {
        Stopwatch since = Stopwatch.createStarted();
        Duration wait = FIRST_WAIT;
        for (int tries = 1; ; tries++) {
            Trial trial = attempt(unfinished, left(since));
            boolean again = trial.worthAnother() && tries < MOST_TRIES;
            if (!again || wait.compareTo(left(since)) >= 0 || !slept(wait)) {
                int all = tries;
                return trial.reason().map(reason -> all == 1 ? reason : reason + " (" + all + " tries)");
            }
            wait = wait.multipliedBy(WAIT_GROWTH);
        }
    }

    /** The time left, never none: a busy machine may sleep past the end, and a request needs a limit above zero. */
    private Duration left(Stopwatch since) {
        Duration left = timeout.minus(since.elapsed());
        return left.compareTo(SHORTEST_TRY) < 0 ? SHORTEST_TRY : left;
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
            if (cause(e) instanceof HttpTimeoutException && !(cause(e) instanceof HttpConnectTimeoutException)) {
                return unanswered(address); // the client's own clock may run out before ours does
            }
            boolean unreached = e.getCause() instanceof IOException;
            String what = unreached ? "could not be reached" : "failed";
            return new Trial(
                    Optional.of(
                            address + " " + what + ": " + cause(e).getClass().getSimpleName()),
                    unreached);
        } catch (TimeoutException e) {
            sending.cancel(true);
            return unanswered(address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trial(Optional.of(address + " was not told, the run was interrupted"), false);
        }
    }

    private Trial unanswered(String address) {
        return new Trial(Optional.of(address + " did not answer within " + timeout.toSeconds() + " s"), false);
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
