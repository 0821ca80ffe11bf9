package io.aegismatrix.data.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;

/**
 * One thing a source wants from a host.
 *
 * @param source the source, such as {@code yahoo}
 * @param uri the address
 * @param headers header fields beside the common ones
 * @param json whether the answer must be JSON; a page for people is then a refusal
 * @param reader turns the body into what is wanted
 * @param <T> what is wanted
 */
public record Ask<T>(String source, URI uri, Map<String, String> headers, boolean json, Reader<T> reader) {

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

    /** Asks for JSON. */
    public static <T> Ask<T> json(String source, URI uri, Map<String, String> headers, Reader<T> reader) {
        return new Ask<>(source, uri, headers, true, reader);
    }

    /** Visits a page for the cookies it sets; its text is not read. */
    public static Ask<Boolean> visit(String source, URI uri) {
        return new Ask<>(source, uri, Map.of("Accept", "text/html"), false, (body, place) -> true);
    }

    Ask<T> at(URI elsewhere) {
        return new Ask<>(source, elsewhere, headers, json, reader);
    }
}
