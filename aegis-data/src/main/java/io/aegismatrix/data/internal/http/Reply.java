package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.FetchAttempt.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of something asked for.
 *
 * @param value what was wanted, if it was had
 * @param outcome how the last try ended
 * @param detail what went wrong, for people; empty if nothing did
 * @param requests requests it took, retries and redirects included; 0 if none was sent
 * @param at when the last answer was made, by the host's clock, or ours where it tells none; empty without an answer
 * @param <T> what was wanted
 */
public record Reply<T>(Optional<T> value, Outcome outcome, String detail, int requests, Optional<Instant> at) {

    static <T> Reply<T> failed(Outcome outcome, String detail) {
        return new Reply<>(Optional.empty(), outcome, detail, 0, Optional.empty());
    }

    Reply<T> withRequests(int count) {
        return new Reply<>(value, outcome, detail, count, at);
    }

    Reply<T> dated(Instant moment) {
        return new Reply<>(value, outcome, detail, requests, Optional.of(moment));
    }

    Reply<T> withDetail(String text) {
        return new Reply<>(value, outcome, text, requests, at);
    }

    /** The same reply with another value. */
    public Reply<T> withValue(T other) {
        return new Reply<>(Optional.of(other), outcome, detail, requests, at);
    }

    /** The same reply with something made of its value, if that has it. */
    public <U> Reply<U> map(Function<T, Optional<U>> part) {
        return new Reply<>(value.flatMap(part), outcome, detail, requests, at);
    }

    /** The same reply, with the requests that an earlier one about the same took. */
    public Reply<T> after(Reply<T> earlier) {
        return withRequests(requests + earlier.requests);
    }

    /** The same reply; what went wrong is said of this. */
    public Reply<T> about(String what) {
        return detail.isEmpty() ? this : withDetail(what + ": " + detail);
    }

    /** What went wrong and after how many requests, for people. */
    public String complaint() {
        String tries = switch (requests) {
            case 0 -> "not asked";
            case 1 -> "1 request";
            default -> requests + " requests";
        };
        return outcome + ": " + detail + " (" + tries + ")";
    }
}
