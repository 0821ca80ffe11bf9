package io.aegismatrix.data.internal.upstox;

import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.MarketHttp.Response;
import io.aegismatrix.data.internal.http.Ask.Complaint;
import io.aegismatrix.data.internal.json.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What the service means by its refusals. Its codes are compared whole: {@code UDAPI10005}, too many requests, is how {@code
 * UDAPI100050}, a bad token, begins.
 */
final class UpstoxErrors {

    /** Too many requests; sent with 429, and with 2xx. */
    private static final String THROTTLED = "UDAPI10005";
    /** The token is not allowed here: it wants a fixed address, or another kind of token. */
    private static final Set<String> NOT_FOR_THIS = Set.of("UDAPI1221", "UDAPI100067");

    /** The gate in front of the host, which knows programs by their names and no tokens. */
    private static final String GATE = "1010";

    private static final int EXCERPT = 2_000;

    private UpstoxErrors() {}

    /** What is wrong with an answer; empty if nothing is, or only what any host could say. */
    static Optional<Complaint> complaint(Response answer) {
        if (answer.status() == 403 && !answer.isJson()) {
            return Optional.of(new Complaint(Outcome.REFUSED, gate(answer)));
        }
        if (!answer.isJson() && answer.status() != 401) {
            return Optional.empty();
        }
        Optional<JsonNode> told = error(answer);
        String code = told.map(UpstoxErrors::code).orElse("");
        String text = answer.status()
                + (code.isEmpty() ? "" : " " + code)
                + told.map(error -> ", " + error.path("message").asText("")).orElse("");
        if (code.equals(THROTTLED)) {
            return Optional.of(new Complaint(Outcome.THROTTLED, text));
        }
        if (answer.status() == 401 || answer.status() == 403) {
            return Optional.of(new Complaint(Outcome.TOKEN_REFUSED, text));
        }
        if (told.isPresent()) {
            return of(answer.status(), text);
        }
        return Optional.empty();
    }

    /** 429, 404 and 5xx mean here what they mean anywhere. */
    private static Optional<Complaint> of(int status, String text) {
        if (status >= 200 && status < 300) {
            return Optional.of(new Complaint(Outcome.MALFORMED, "an error in place of data: " + text));
        }
        boolean ours = status >= 400 && status < 500 && status != 404 && status != 429;
        return ours ? Optional.of(new Complaint(Outcome.REJECTED, text)) : Optional.empty();
    }

    /** Whether a token that was refused so is of no use for anything else either. */
    static boolean endsToken(String detail) {
        return NOT_FOR_THIS.stream().noneMatch(code -> detail.matches("\\d+ " + code + "(,.*)?"));
    }

    private static String gate(Response answer) {
        boolean named = new String(answer.head(EXCERPT), java.nio.charset.StandardCharsets.UTF_8).contains(GATE);
        return "403, a page for people of " + answer.size() + " bytes" + (named ? " (error code: 1010)" : "")
                + ": the gate before the host refuses this program or address; the token was not looked at";
    }

    private static Optional<JsonNode> error(Response answer) {
        try {
            JsonNode root = Json.tree(answer.body());
            JsonNode first = root.path("errors").path(0);
            boolean failed = root.path("status").asText("").equals("error") || first.isObject();
            return failed ? Optional.of(first) : Optional.empty();
        } catch (IOException e) {
            // Not whole: whoever reads it will say so.
            return Optional.empty();
        }
    }

    private static String code(JsonNode error) {
        String code = error.path("errorCode").asText("");
        return code.isEmpty() ? error.path("error_code").asText("") : code;
    }
}
