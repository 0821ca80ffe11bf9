package io.aegismatrix.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the network sources reach the network: one GET, one answer. Ours is the library's default;
 * implement it to bring your own client. Retries, budgets, rate limits and redirects are done above it.
 *
 * <p>Implementations must be safe to call from several threads, keep cookies between calls, undo compression, and follow
 * no redirect.
 */
@FunctionalInterface
public interface MarketHttp {

    /**
     * Sends one GET and reads the whole answer, whatever its status.
     *
     * @throws java.net.http.HttpTimeoutException if it took longer than {@link Request#timeout()}, body included
     * @throws IOException if the host cannot be reached, the connection breaks or the body is damaged
     * @throws BodyTooLargeException if the body, uncompressed, has more than {@link Request#maxBodyBytes()}
     */
    Response get(Request request) throws IOException;

    /**
     * One GET.
     *
     * @param uri what to ask for
     * @param headers header fields to send; the client adds those of its own trade, such as {@code Accept-Encoding}
     * @param timeout longest time from sending to the last byte of the body
     * @param maxBodyBytes largest body accepted, uncompressed
     */
    record Request(URI uri, Map<String, String> headers, Duration timeout, long maxBodyBytes) {

        /** Validates that the limits are positive and copies the headers. */
        public Request {
            Objects.requireNonNull(uri, "uri");
            headers = Map.copyOf(headers);
            if (timeout.isNegative() || timeout.isZero() || maxBodyBytes < 1) {
                throw new IllegalArgumentException("timeout and maxBodyBytes must be positive, was " + timeout + " and "
                        + maxBodyBytes + " for " + uri);
            }
        }

        /** The address; header fields may be secrets. */
        @Override
        public String toString() {
            return "GET " + uri;
        }
    }

    /** What a host answered. Immutable. */
    final class Response {

        private final URI uri;
        private final int status;
        private final Map<String, List<String>> headers;
        private final byte[] body;

        /**
         * Creates an answer.
         *
         * @param uri what was asked for
         * @param status HTTP status
         * @param headers header fields, names in any case
         * @param body the body, uncompressed
         */
        public Response(URI uri, int status, Map<String, List<String>> headers, byte[] body) {
            this.uri = Objects.requireNonNull(uri, "uri");
            this.status = status;
            Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, values) -> byName.put(name, List.copyOf(values)));
            this.headers = byName;
            this.body = body.clone();
        }

        /** What was asked for. */
        public URI uri() {
            return uri;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }

        /** First value of a header field, its name in any case. */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Whether the answer calls itself JSON. */
        public boolean isJson() {
            return header("Content-Type")
                    .map(type -> type.toLowerCase(Locale.ROOT).contains("json"))
                    .orElse(false);
        }

        /** The body, uncompressed. */
        public InputStream body() {
            return new ByteArrayInputStream(body);
        }

        /** The first bytes of the body, at most {@code most}. */
        public byte[] head(int most) {
            return Arrays.copyOf(body, Math.min(most, body.length));
        }

        /** Number of bytes of the body. */
        public int size() {
            return body.length;
        }

        @Override
        public String toString() {
            return uri + ": " + status + ", " + body.length + " bytes";
        }
    }

    /** A body larger than the caller wants to hold. */
    final class BodyTooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        /** Creates the exception with a complete message. */
        public BodyTooLargeException(String message) {
            super(message);
        }
    }
}
