package io.aegismatrix.data.internal.http;

import com.google.common.base.Stopwatch;
import io.aegismatrix.data.FetchAttempt;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp.Request;
import io.aegismatrix.data.MarketHttp.Response;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One run: a budget of time for all hosts and of requests for each, and a record of every request. A host that goes on
 * failing after the retries is given up for the rest of the run. For one thread.
 */
public final class HttpRun {

    /** Outcomes that speak of the host and not of what was asked for. */
    private static final Set<Outcome> HOST_FAILS =
            Set.of(Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.TIMED_OUT, Outcome.UNREACHABLE, Outcome.CLOCK_SKEW);

    private static final Set<Outcome> WORTH_A_RETRY =
            Set.of(Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.TIMED_OUT, Outcome.UNREACHABLE);

    /** No answer at all. */
    private static final Set<Outcome> HANGS = Set.of(Outcome.TIMED_OUT, Outcome.UNREACHABLE);

    private final HttpManners manners;
    private final LiveSettings settings;
    private final HostClock hostClock;
    private final Stopwatch running = Stopwatch.createStarted();
    private final Map<String, HostRun> hosts = new HashMap<>();
    private final List<FetchAttempt> attempts = new ArrayList<>();
    private Duration until;

    HttpRun(HttpManners manners) {
        this.manners = manners;
        this.settings = manners.settings();
        this.hostClock = new HostClock(manners.clock(), settings.checks().clock());
        this.until = settings.manners().deadline();
    }

    /** Lets everything asked from now on take only until this share of the run's time has passed, 0 to 1. */
    public void limitTo(double share) {
        this.until =
                Duration.ofNanos((long) (share * settings.manners().deadline().toNanos()));
    }

    /** Every request so far, in order, and every one that was not sent. */
    public List<FetchAttempt> attempts() {
        return List.copyOf(attempts);
    }

    /** How long the run has taken. */
    public Duration elapsed() {
        return running.elapsed();
    }

    /** Requests a host can still be sent. */
    public int requestsLeft(URI uri) {
        HostRun host = host(uri);
        return settings.requestsTo(host.name()) - host.sent();
    }

    /** Leaves a host alone for the rest of the run. */
    public void giveUp(URI uri, String reason) {
        host(uri).giveUp(reason);
    }

    private HostRun host(URI uri) {
        return hosts.computeIfAbsent(HostRun.name(uri), HostRun::new);
    }

    private Duration left() {
        return until.minus(running.elapsed());
    }

    /** Asks, again if that makes sense, and says what became of it; never throws for what a host does. */
    public <T> Reply<T> get(Ask<T> ask) {
        HostRun host = host(ask.uri());
        int before = host.sent();
        // Whoever is given little time is known for letting callers hang or hanging up on them, and means it.
        Set<Outcome> refusals = ask.patience().isPresent() ? HANGS : Set.of();
        Trial<T> last = retry(host, refusals).executeSupplier(() -> follow(ask));
        Reply<T> reply = last.reply().withRequests(host.sent() - before);
        if (HOST_FAILS.contains(reply.outcome()) && host.givenUp().isEmpty()) {
            host.giveUp(reply.outcome() + ", " + reply.detail());
        }
        return reply;
    }

    /** One try: what to make of it, and the answer it came from. */
    private record Trial<T>(Reply<T> reply, Optional<Response> answer) {}

    /** Tells whether to wait, and for how long, in one decision: the library asks for the two apart. */
    private Retry retry(HostRun host, Set<Outcome> hangs) {
        Duration[] wait = {Duration.ZERO};
        int[] failures = {0};
        return Retry.of(
                host.name(),
                RetryConfig.<Trial<?>>custom()
                        .maxAttempts(settings.retries().attempts())
                        .retryOnResult(trial -> {
                            Optional<Duration> next = wait(trial, host, hangs, ++failures[0]);
                            next.ifPresent(found -> wait[0] = found);
                            return next.isPresent();
                        })
                        .retryOnException(problem -> false)
                        .intervalBiFunction((attempt, trial) -> wait[0].toMillis())
                        .build());
    }

    private Optional<Duration> wait(Trial<?> trial, HostRun host, Set<Outcome> hangs, int failures) {
        if (!WORTH_A_RETRY.contains(trial.reply().outcome())
                || hangs.contains(trial.reply().outcome())
                || host.sent() >= settings.requestsTo(host.name())) {
            return Optional.empty();
        }
        return manners.backoff().before(failures, trial.answer()).filter(wait -> wait.compareTo(left()) < 0);
    }

    /** Follows redirects, every hop a request of its own. */
    private <T> Trial<T> follow(Ask<T> ask) {
        Ask<T> next = ask;
        while (true) {
            Trial<T> trial = send(next);
            Optional<URI> target = trial.answer().filter(Redirects::isRedirect).flatMap(Redirects::target);
            if (target.isEmpty()) {
                return trial;
            }
            next = next.at(target.get());
        }
    }

    private <T> Trial<T> send(Ask<T> ask) {
        HostRun host = host(ask.uri());
        Instant at = manners.clock().instant();
        CircuitBreaker breaker = manners.breaker(host.name());
        Optional<String> obstacle = obstacle(host, breaker);
        if (obstacle.isPresent()) {
            Trial<T> unsent = new Trial<>(Reply.failed(Outcome.NOT_SENT, obstacle.get()), Optional.empty());
            record(ask, at, Duration.ZERO, unsent);
            return unsent;
        }
        host.count();
        Stopwatch since = Stopwatch.createStarted();
        Trial<T> trial = exchange(ask);
        report(breaker, trial.reply().outcome(), since.elapsed());
        record(ask, at, since.elapsed(), trial);
        return trial;
    }

    /** Why a request must not be sent; otherwise the breaker's permission has been taken. */
    private Optional<String> obstacle(HostRun host, CircuitBreaker breaker) {
        if (host.givenUp().isPresent()) {
            return host.givenUp().map(reason -> "the host was given up after " + reason);
        }
        if (host.sent() >= settings.requestsTo(host.name())) {
            return Optional.of("all " + settings.requestsTo(host.name()) + " requests of this run are used up");
        }
        if (!manners.limiter(host.name()).acquirePermission()) {
            return Optional.of("asked too often, the rate limit leaves no room");
        }
        if (left().isNegative() || left().isZero()) {
            return Optional.of("no time is left of " + until);
        }
        return breaker.tryAcquirePermission()
                ? Optional.empty()
                : Optional.of("the host failed too often lately and is left alone for "
                        + settings.retries().leaveAlone());
    }

    private <T> Trial<T> exchange(Ask<T> ask) {
        Duration left = left();
        Duration longest =
                ask.patience().filter(patience -> patience.compareTo(left) < 0).orElse(left);
        Duration timeout = longest.isNegative() || longest.isZero() ? Duration.ofNanos(1) : longest;
        try {
            Response answer = manners.http()
                    .get(new Request(
                            ask.uri(), headers(ask), timeout, settings.manners().maxBodyBytes()));
            Reply<T> reply = judge(ask, answer);
            return new Trial<>(
                    reply.withDetail(ask.withoutSecret(reply.detail())).dated(hostClock.moment(answer)),
                    Optional.of(answer));
        } catch (IOException e) {
            Reply<T> reply = Verdict.of(e);
            return new Trial<>(reply.withDetail(ask.withoutSecret(reply.detail())), Optional.empty());
        }
    }

    private Map<String, String> headers(Ask<?> ask) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Accept-Language", "en");
        headers.putAll(ask.headers());
        headers.put("User-Agent", settings.manners().userAgent());
        return headers;
    }

    private <T> Reply<T> judge(Ask<T> ask, Response answer) {
        Optional<String> skew = hostClock.complaint(answer);
        if (skew.isPresent()) {
            return Reply.failed(Outcome.CLOCK_SKEW, skew.get());
        }
        if (Redirects.isRedirect(answer)) {
            String to = answer.header("Location").orElse("nowhere");
            return Redirects.target(answer).isPresent()
                    ? Reply.failed(Outcome.OK, "redirected to " + to)
                    : Reply.failed(Outcome.REDIRECT_REFUSED, Redirects.told(answer));
        }
        return Verdict.of(ask, answer);
    }

    /** A host that is up and answers nonsense, or knows no such symbol, has not failed. */
    private static void report(CircuitBreaker breaker, Outcome outcome, Duration took) {
        if (HOST_FAILS.contains(outcome) || outcome == Outcome.REFUSED) {
            breaker.onError(took.toNanos(), TimeUnit.NANOSECONDS, new IOException(outcome.name()));
        } else {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void record(Ask<?> ask, Instant at, Duration took, Trial<?> trial) {
        Reply<?> reply = trial.reply();
        attempts.add(new FetchAttempt(
                at,
                ask.source(),
                ask.uri().toString(),
                reply.outcome(),
                trial.answer().map(answer -> OptionalInt.of(answer.status())).orElse(OptionalInt.empty()),
                took,
                trial.answer().map(Response::size).orElse(0),
                reply.detail()));
    }
}
