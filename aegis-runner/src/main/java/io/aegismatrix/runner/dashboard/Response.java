package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * What to answer. Holds bytes and their tag ready to be sent, so that a thousand readers of a page cost one making of it.
 *
 * @param type the media type
 * @param policy the content security policy
 * @param body never changed once it is here
 * @param tag tells this body from every other
 */
@SuppressWarnings("ArrayRecordComponent") // one writer, and never compared
record Response(int status, String type, String policy, byte[] body, String tag) {

    private static final String NOTHING = "default-src 'none'";
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            304, "Not Modified",
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            421, "Misdirected Request",
            431, "Request Header Fields Too Large",
            503, "Service Unavailable");
    private static final String SAFETY = String.join(
            "\r\n",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
            "Cache-Control: no-cache",
            "");

    /** An answer of status 200. */
    static Response found(String type, String policy, String body) {
        return of(200, type, policy, body);
    }

    /** Data, which has nothing to run. */
    static Response json(String body) {
        return found("application/json", NOTHING, body);
    }

    /** Text for programs. */
    static Response plain(String type, String body) {
        return found(type, NOTHING, body);
    }

    /** A sentence to whoever asks. */
    static Response text(int status, String message) {
        return of(status, "text/plain; charset=utf-8", NOTHING, message + "\n");
    }

    private static Response of(int status, String type, String policy, String text) {
        byte[] body = text.getBytes(UTF_8);
        return new Response(status, type, policy, body, "\"" + Hashing.sha256().hashBytes(body) + "\"");
    }

    /** What goes over the wire to a reader whose request is not known, and with whom nothing goes on. */
    List<ByteBuffer> toAnybody() {
        return List.of(head(status, true), ByteBuffer.wrap(body));
    }

    /** What goes over the wire to the reader who sent a request. */
    List<ByteBuffer> to(HttpRequest request) {
        boolean last = !request.goesOn();
        int sent = statusFor(request);
        return sent == 304 || request.method().equals("HEAD")
                ? List.of(head(sent, last))
                : List.of(head(sent, last), ByteBuffer.wrap(body));
    }

    /** The status that reader is told: 304 if he has the body already. */
    int statusFor(HttpRequest request) {
        return status == 200 && isKnownTo(request) ? 304 : status;
    }

    private boolean isKnownTo(HttpRequest request) {
        return request.values("if-none-match").stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .anyMatch(known ->
                        known.equals("*") || known.replaceFirst("^W/", "").equals(tag));
    }

    private ByteBuffer head(int sent, boolean last) {
        StringBuilder head = new StringBuilder(512)
                .append("HTTP/1.1 ")
                .append(sent)
                .append(' ')
                .append(REASONS.get(sent))
                .append("\r\n")
                .append(SAFETY)
                .append("Content-Security-Policy: ")
                .append(policy)
                .append("\r\nContent-Type: ")
                .append(type)
                .append("\r\n");
        if (status == 200) {
            head.append("ETag: ").append(tag).append("\r\n");
        }
        if (sent != 304) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (sent == 503) {
            head.append("Retry-After: ").append(ServerLimits.RETRY_SECONDS).append("\r\n");
        }
        if (sent == 405) {
            head.append("Allow: GET, HEAD\r\n");
        }
        if (last) {
            head.append("Connection: close\r\n");
        }
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(US_ASCII));
    }
}
