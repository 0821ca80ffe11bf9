package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.MarketHttp.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Compares a host's clock with ours: whoever is wrong, how old a price is can then not be said. */
final class HostClock {

    private final Clock clock;
    private final Duration tolerance;

    HostClock(Clock clock, Duration tolerance) {
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /** What to say if the clocks differ too much; a host that tells no time is believed. */
    Optional<String> complaint(Response answer) {
        return told(answer).flatMap(theirs -> {
            Instant ours = clock.instant();
            return Duration.between(theirs, ours).abs().compareTo(tolerance) <= 0
                    ? Optional.empty()
                    : Optional.of("the host says it is " + theirs + ", this machine says " + ours);
        });
    }

    /** When an answer was made, as the host says, or by our clock where it tells no time. */
    Instant moment(Response answer) {
        return told(answer).orElseGet(clock::instant);
    }

    private static Optional<Instant> told(Response answer) {
        return answer.header("Date").flatMap(Backoff::date).map(date -> date.plusSeconds(age(answer)));
    }

    /** A proxy that answers from its memory keeps the first date and tells how long ago that was. */
    private static long age(Response answer) {
        return answer.header("Age")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
