package io.aegismatrix.data;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of one request to a host.
 *
 * @param source the source's name
 * @param attempt the request; empty if none was sent
 * @param newest moment of the newest value that came; empty without one
 * @param complaint what was wrong; empty if nothing was
 * @param remedy what the owner of this program can do about it; empty if nothing
 */
public record HostProbe(
        String source, Optional<FetchAttempt> attempt, Optional<Instant> newest, String complaint, String remedy) {

    /** Validates that all are present. */
    public HostProbe {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(newest, "newest");
        Objects.requireNonNull(complaint, "complaint");
        Objects.requireNonNull(remedy, "remedy");
    }
}
