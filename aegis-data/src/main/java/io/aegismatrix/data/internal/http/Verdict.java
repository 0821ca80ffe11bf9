package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.MarketHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Says how an answer is to be taken. */
final class Verdict {

    private static final int EXCERPT = 100;

    /** 421: the edge that this connection led to serves somebody else, which is how it says no. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 421);

    private static final int TIMEOUT_OF_THEIRS = 408;

    private Verdict() {}

    static <T> Reply<T> of(Ask<T> ask, Response response) {
        Optional<Ask.Complaint> complaint = ask.judge().complaint(response);
        if (complaint.isPresent()) {
            return Reply.failed(complaint.get().outcome(), complaint.get().detail());
        }
        int status = response.status();
        if (status == 429) {
            return Reply.failed(
                    Outcome.THROTTLED,
                    "429"
                            + response.header("Retry-After")
                                    .map(after -> ", Retry-After " + after)
                                    .orElse(""));
        }
        if (REFUSALS.contains(status)) {
            return Reply.failed(Outcome.REFUSED, status + ", " + kind(response));
        }
        if (status == 404) {
            return Reply.failed(Outcome.NOT_FOUND, "404, " + excerpt(response));
        }
        if (status >= 400 && status < 500 && status != TIMEOUT_OF_THEIRS) {
            return Reply.failed(Outcome.REJECTED, status + ", " + excerpt(response));
        }
        if (status != 200) {
            return Reply.failed(Outcome.SERVER_ERROR, status + ", " + kind(response));
        }
        if (ask.json() && !response.isJson()) {
            return Reply.failed(
                    isPage(response) ? Outcome.REFUSED : Outcome.MALFORMED,
                    "JSON expected, was " + kind(response) + ": " + excerpt(response));
        }
        return read(ask, response);
    }

    private static <T> Reply<T> read(Ask<T> ask, Response response) {
        try {
            return new Reply<>(
                    Optional.of(ask.reader().read(response.body(), ask.uri().toString())),
                    Outcome.OK,
                    "",
                    0,
                    Optional.empty());
        } catch (MarketDataException e) {
            return Reply.failed(Outcome.MALFORMED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Reply.failed(
                    Outcome.MALFORMED, "not complete JSON (" + firstLine(String.valueOf(e.getMessage())) + ")");
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    static <T> Reply<T> of(IOException problem) {
        if (problem instanceof java.net.http.HttpTimeoutException
                || problem instanceof java.io.InterruptedIOException) {
            return Reply.failed(Outcome.TIMED_OUT, message(problem));
        }
        if (problem instanceof MarketHttp.BodyTooLargeException) {
            return Reply.failed(Outcome.MALFORMED, message(problem));
        }
        return Reply.failed(Outcome.UNREACHABLE, message(problem));
    }

    /** The JDK leaves the message of many network failures empty, and the cause says more. */
    private static String message(IOException problem) {
        if ("Too many retries".equals(problem.getMessage()) && problem.getCause() instanceof IOException first) {
            // The client's way of saying that it was told not to repeat a request.
            return message(first);
        }
        Throwable root = problem;
        while (root.getMessage() == null && root.getCause() != null) {
            root = root.getCause();
        }
        String name = problem.getClass().getSimpleName();
        String more = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return more.equals(name) ? name : name + ", " + more;
    }

    private static String kind(Response response) {
        return response.header("Content-Type").orElse("no content type") + " of " + response.size() + " bytes";
    }

    private static boolean isPage(Response response) {
        return response.header("Content-Type")
                .map(type -> type.contains("html"))
                .orElse(false);
    }

    private static String excerpt(Response response) {
        String text = new String(response.head(EXCERPT), StandardCharsets.UTF_8);
        return "'" + text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip() + "'";
    }
}
