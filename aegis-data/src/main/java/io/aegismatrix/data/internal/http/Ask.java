package io.aegismatrix.data.internal.http;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.MarketHttp.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing a source wants from a host.
 *
 * @param source the source, such as {@code yahoo}
 * @param uri the address
 * @param headers header fields beside the common ones
 * @param json whether the answer must be JSON; a page for people is then a refusal
 * @param reader turns the body into what is wanted
 * @param judge says what this host means by its refusals, before the usual meanings are tried
 * @param patience longest wait for an answer, after which the host is not asked again; empty for the run's own limits
 * @param <T> what is wanted
 */
public record Ask<T>(
        String source,
        URI uri,
        Map<String, String> headers,
        boolean json,
        Reader<T> reader,
        Judge judge,
        Optional<Duration> patience) {

    private static final String AUTHORIZATION = "Authorization";
    private static final String MASK = "***";

    /** Turns a body into what is wanted. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * Reads a body.
         *
         * @param body the body, uncompressed
         * @param place the address, for messages
         * @throws IOException if it is not what it should be
         * @throws io.aegismatrix.data.MarketDataException if its content is not
         */
        T read(InputStream body, String place) throws IOException;
    }

    /** Knows the refusals of one host. */
    @FunctionalInterface
    public interface Judge {

        /** What is wrong with an answer; empty to leave it to the usual meanings. */
        Optional<Complaint> complaint(Response response);
    }

    /**
     * What is wrong with an answer.
     *
     * @param outcome what it amounts to
     * @param detail for people
     */
    public record Complaint(Outcome outcome, String detail) {}

    /** Copies the header fields. */
    public Ask {
        headers = Map.copyOf(headers);
    }

    /** Asks for JSON. */
    public static <T> Ask<T> json(String source, URI uri, Map<String, String> headers, Reader<T> reader) {
        return new Ask<>(source, uri, headers, true, reader, response -> Optional.empty(), Optional.empty());
    }

    /** Visits a page for the cookies it sets; its text is not read. */
    public static Ask<Boolean> visit(String source, URI uri) {
        return new Ask<>(
                source,
                uri,
                Map.of("Accept", "text/html"),
                false,
                (body, place) -> true,
                response -> Optional.empty(),
                Optional.empty());
    }

    /** Asks for a file of any kind. */
    public static <T> Ask<T> file(String source, URI uri, Reader<T> reader) {
        return new Ask<>(
                source, uri, Map.of("Accept", "*/*"), false, reader, response -> Optional.empty(), Optional.empty());
    }

    /** The same, judged by who knows the host's refusals. */
    public Ask<T> judgedBy(Judge other) {
        return new Ask<>(source, uri, headers, json, reader, other, patience);
    }

    /** The same, waited for only so long: a first hang is taken for a refusal. */
    public Ask<T> within(Duration longest) {
        return new Ask<>(source, uri, headers, json, reader, judge, Optional.of(longest));
    }

    /** The same with a secret, which is kept out of caches and of everything that is told of the request. */
    public Ask<T> with(String authorization) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(AUTHORIZATION, authorization);
        more.put("Cache-Control", "no-store");
        return new Ask<>(source, uri, more, json, reader, judge, patience);
    }

    Ask<T> at(URI elsewhere) {
        return new Ask<>(source, elsewhere, headers, json, reader, judge, patience);
    }

    /** A text about this request, without its secret: a host may send back what it was sent. */
    String withoutSecret(String text) {
        String secret = headers.getOrDefault(AUTHORIZATION, "");
        return secret.isEmpty() ? text : text.replace(secret.substring(secret.indexOf(' ') + 1), MASK);
    }

    /** The address; header fields may be secrets. */
    @Override
    public String toString() {
        return source + " GET " + uri;
    }
}
