package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SplittableRandom;

/** How long to wait before asking again: what the host says, or else exponential with full jitter. */
final class Backoff {

    private final LiveSettings.Retries retries;
    private final SplittableRandom jitter;

    Backoff(LiveSettings.Retries retries) {
        this.retries = retries;
        this.jitter = new SplittableRandom(retries.jitterSeed());
    }

    /**
     * The wait before retry number {@code retry}, counted from 1; empty if the host wants to be left alone longer than
     * we are ready to wait.
     */
    Optional<Duration> before(int retry, Optional<Response> answer) {
        Optional<Duration> asked = answer.flatMap(Backoff::retryAfter);
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

    /** Seconds, or a date to be compared with the host's own clock. */
    private static Optional<Duration> retryAfter(Response answer) {
        String text = answer.header("Retry-After").map(String::strip).orElse("");
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return date(text)
                .flatMap(then -> answer.header("Date")
                        .flatMap(Backoff::date)
                        .map(now -> Duration.between(now, then))
                        .map(wait -> wait.isNegative() ? Duration.ZERO : wait));
    }

    static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
