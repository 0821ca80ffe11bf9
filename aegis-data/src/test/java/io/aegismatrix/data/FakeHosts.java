package io.aegismatrix.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both hosts without a network: answers by the beginning of path and query, and remembers what it was asked. */
public final class FakeHosts implements MarketHttp {

    /** Where Yahoo is said to be. */
    public static final URI YAHOO = URI.create("http://yahoo.test");
    /** Where NSE is said to be. */
    public static final URI NSE = URI.create("http://nse.test");

    /** An answer that may fail. */
    @FunctionalInterface
    public interface Answer {
        /** The answer to one request. @throws IOException if the connection is to break */
        Response to(Request request) throws IOException;
    }

    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    /** Hosts on which everything works, at {@link LiveFixtures#NOON}. */
    public static FakeHosts wellBehaved() {
        return new FakeHosts()
                .json("/v8/finance/chart/%5ENSEI?.*interval=1d.*", LiveFixtures.dailyChart())
                .json("/v8/finance/chart/%5EINDIAVIX?.*", LiveFixtures.volatilityChart())
                .json("/v8/finance/chart/%5ENSEI?.*interval=5m.*", LiveFixtures.intradayChart())
                .text("/option-chain", 200, "text/html", "<html></html>")
                .json("/api/option-chain-contract-info?symbol=NIFTY", LiveFixtures.contracts())
                .json("/api/option-chain-v3?.*=02-Jan-2025", LiveFixtures.chain())
                .json("/api/option-chain-v3?.*=09-Jan-2025", LiveFixtures.chain(LiveFixtures.FURTHER))
                .json("/api/allIndices", LiveFixtures.indices());
    }

    /** Answers JSON; {@code pattern} is a path and query in which only {@code .*} is special. A later rule wins. */
    public FakeHosts json(String pattern, ObjectNode body) {
        return text(pattern, 200, "application/json", body.toString());
    }

    /** Answers a text. */
    public FakeHosts text(String pattern, int status, String type, String body) {
        return answer(pattern, request -> response(request, status, Map.of("Content-Type", List.of(type)), body));
    }

    /** Answers as told. */
    public FakeHosts answer(String pattern, Answer answer) {
        answers.remove(pattern);
        answers.put(pattern, answer);
        return this;
    }

    /** A response with the given header fields. */
    public static Response response(Request request, int status, Map<String, List<String>> headers, String body) {
        return new Response(request.uri(), status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** What was asked, in order. */
    public List<Request> requests() {
        return requests;
    }

    @Override
    public Response get(Request request) throws IOException {
        requests.add(request);
        String query = request.uri().getRawQuery();
        String asked = request.uri().getRawPath() + (query == null ? "" : "?" + query);
        Answer found = uri -> response(uri, 404, Map.of("Content-Type", List.of("text/plain")), "nothing here");
        for (Map.Entry<String, Answer> entry : answers.entrySet()) {
            if (asked.matches(
                    entry.getKey().replace("?", "\\?").replace("^", "\\^").replace("|", "\\|"))) {
                found = entry.getValue();
            }
        }
        return found.to(request);
    }
}
