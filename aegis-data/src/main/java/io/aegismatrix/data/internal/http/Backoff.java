package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SplittableRandom;

/** How long to wait before asking again: what the host says, or else exponential with full jitter. */
final class Backoff {

    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

    private final LiveSettings.Retries retries;
    private final Clock clock;
    private final SplittableRandom jitter;

    Backoff(LiveSettings.Retries retries, Clock clock) {
        this.retries = retries;
        this.clock = clock;
        this.jitter = new SplittableRandom(retries.jitterSeed());
    }

    /**
     * The wait before retry number {@code retry}, counted from 1; empty if the host wants to be left alone longer than
     * we are ready to wait.
     */
    Optional<Duration> before(int retry, Optional<Response> answer) {
        Optional<Duration> asked = answer.flatMap(this::retryAfter);
        if (asked.isPresent()) {
            return asked.filter(wait -> wait.compareTo(retries.longestRetryAfter()) <= 0);
        }
        long ceiling = Math.min(
                retries.firstWait().toMillis() << Math.min(retry - 1, 20),
                retries.longestWait().toMillis());
        synchronized (jitter) {
            return Optional.of(Duration.ofMillis(jitter.nextLong(ceiling + 1)));
        }
    }

    /**
     * Seconds, or a date to be compared with the host's own clock, or ours where it tells none. Any other
     * number is a wait without end: the host asked to be left alone, and is not asked again because it wrote that badly.
     * Words alone say nothing.
     */
    private Optional<Duration> retryAfter(Response answer) {
        String text = answer.header("Retry-After").map(String::strip).orElse("");
        if (text.chars().noneMatch(Character::isDigit)) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant now = answer.header("Date").flatMap(Backoff::date).orElseGet(clock::instant);
        return Optional.of(date(text)
                .map(then -> Duration.between(now, then))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(ENDLESS));
    }

    static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
