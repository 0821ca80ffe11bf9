package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.FetchAttempt.Outcome;
import java.util.Optional;

/**
 * What became of something asked for.
 *
 * @param value what was wanted, if it was had
 * @param outcome how the last try ended
 * @param detail what went wrong, for people; empty if nothing did
 * @param requests requests it took, retries and redirects included; 0 if none was sent
 * @param <T> what was wanted
 */
public record Reply<T>(Optional<T> value, Outcome outcome, String detail, int requests) {

    static <T> Reply<T> failed(Outcome outcome, String detail) {
        return new Reply<>(Optional.empty(), outcome, detail, 0);
    }

    Reply<T> withRequests(int count) {
        return new Reply<>(value, outcome, detail, count);
    }

    /** The same reply, with the requests that an earlier one about the same took. */
    public Reply<T> after(Reply<T> earlier) {
        return withRequests(requests + earlier.requests);
    }

    /** The same reply; what went wrong is said of this. */
    public Reply<T> about(String what) {
        return detail.isEmpty() ? this : new Reply<>(value, outcome, what + ": " + detail, requests);
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
