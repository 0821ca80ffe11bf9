package io.aegismatrix.data;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One request of a run, whether it helped or not.
 *
 * @param at when it was sent
 * @param source the source, such as {@code yahoo}
 * @param address what was asked for, without anything secret
 * @param outcome how it ended
 * @param status HTTP status; empty if there was no answer
 * @param took from sending to the last byte, or to giving up; not negative
 * @param bytes size of the body read, after decompression; at least 0
 * @param detail what happened, for people; empty when all went well
 */
public record FetchAttempt(
        Instant at,
        String source,
        String address,
        Outcome outcome,
        OptionalInt status,
        Duration took,
        long bytes,
        String detail) {

    /** How a request ended. */
    public enum Outcome {
        /** An answer that could be used. */
        OK,
        /** 429: asked too often. */
        THROTTLED,
        /** 401, 403, 421 or a page for people where data was asked for: the host does not want this caller. */
        REFUSED,
        /** The host does not take our access token, or not for this; without it, or with another, it may answer. */
        TOKEN_REFUSED,
        /** Another 4xx: what was asked for is wrong, and would be the next time. */
        REJECTED,
        /** 404: no such symbol or address. */
        NOT_FOUND,
        /** 5xx, or another status that makes no sense here. */
        SERVER_ERROR,
        /** A redirect to another host, or away from encryption: not followed. */
        REDIRECT_REFUSED,
        /** An answer that is not what was asked for: cut short, of another type or shape, or too large. */
        MALFORMED,
        /** The host's clock and ours disagree too much for either to be trusted. */
        CLOCK_SKEW,
        /** No answer, or half of one, in the time there was. */
        TIMED_OUT,
        /** The host could not be reached, or the connection broke. */
        UNREACHABLE,
        /** Not sent: the run's requests to the host are used up, it was given up, or its circuit breaker is open. */
        NOT_SENT
    }

    /** Validates that the parts are present and the sizes not negative. */
    public FetchAttempt {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(detail, "detail");
        if (took.isNegative() || bytes < 0) {
            throw new IllegalArgumentException(
                    "took and bytes must be at least 0, was " + took + " and " + bytes + " for " + address);
        }
    }
}
