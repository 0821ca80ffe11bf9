package io.aegismatrix.data;

import java.net.URI;
import java.util.Optional;

/**
 * Upstox's data service: bars without a login, and with a read-only token quotes, listed contracts and option chains.
 *
 * @param base scheme, host and port
 * @param token the read-only token; empty for bars only. It is never sent over an unencrypted way to another machine
 * @param requestsPerRun most requests of one run, retries included, 1 to {@value #MOST_REQUESTS}; the host states limits far
 *     above
 */
public record UpstoxSettings(URI base, Optional<AccessToken> token, int requestsPerRun) {

    private static final int USUAL_REQUESTS = 10;
    private static final int MOST_REQUESTS = 40;

    /** Validates the address, the way there and the budget. */
    public UpstoxSettings {
        HostAddress.require(base, "upstox");
        if (token.isPresent() && !HostAddress.isPrivate(base)) {
            throw new IllegalArgumentException("upstox: base must be https where a token is sent, was '" + base + "'");
        }
        if (requestsPerRun < 1 || requestsPerRun > MOST_REQUESTS) {
            throw new IllegalArgumentException(
                    "requestsPerRun must be from 1 to " + MOST_REQUESTS + ", was " + requestsPerRun);
        }
    }

    /** The real host without a token, ten requests a run. */
    public static UpstoxSettings defaults() {
        return new UpstoxSettings(URI.create("https://api.upstox.com"), Optional.empty(), USUAL_REQUESTS);
    }

    /** The same service elsewhere. */
    public UpstoxSettings withBase(URI other) {
        return new UpstoxSettings(other, token, requestsPerRun);
    }

    /** The same service with a token. */
    public UpstoxSettings withToken(AccessToken secret) {
        return new UpstoxSettings(base, Optional.of(secret), requestsPerRun);
    }

    /** The same service for a run that catches up with years of bars. */
    public UpstoxSettings forCatchUp() {
        return new UpstoxSettings(base, token, MOST_REQUESTS);
    }

    UpstoxSettings forProbing() {
        return new UpstoxSettings(base, token, 1);
    }
}
