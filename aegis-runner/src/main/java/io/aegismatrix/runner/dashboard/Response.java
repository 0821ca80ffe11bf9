package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;

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

    /** An answer of status 200. */
    static Response found(String type, String policy, String body) {
        return of(200, type, policy, body);
    }

    /** Data, which has nothing to run. */
    static Response json(String body) {
        return found("application/json", NOTHING, body);
    }

    /** A sentence to whoever asks. */
    static Response text(int status, String message) {
        return of(status, "text/plain; charset=utf-8", NOTHING, message + "\n");
    }

    private static Response of(int status, String type, String policy, String text) {
        byte[] body = text.getBytes(UTF_8);
        return new Response(status, type, policy, body, "\"" + Hashing.sha256().hashBytes(body) + "\"");
    }
}
