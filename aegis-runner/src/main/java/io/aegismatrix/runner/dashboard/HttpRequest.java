package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a request, read strictly: what is unclear is refused, not guessed at.
 *
 * @param headers by their names in small letters, each with its values in the order they were sent
 * @param minor what follows {@code HTTP/1.}
 */
record HttpRequest(String method, URI target, int minor, Map<String, List<String>> headers) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern ASKED = Pattern.compile("(" + TOKEN + ") (\\S+) HTTP/1\\.([01])");
    private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "):[ \t]*([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");

    /** Why a head is no request. */
    static final class UnclearException extends Exception {

        private static final long serialVersionUID = 1L;

        UnclearException(String message) {
            super(message);
        }

        UnclearException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Reads a head without the empty line at its end. */
    static HttpRequest parse(byte[] head) throws UnclearException {
        String[] lines = new String(head, ISO_8859_1).split("\r\n", -1);
        Matcher asked = ASKED.matcher(lines[0]);
        if (!asked.matches()) {
            throw new UnclearException("A request begins with a method, an address and HTTP/1.1.");
        }
        if (lines.length - 1 > ServerLimits.HEADERS) {
            throw new UnclearException("A request has at most " + ServerLimits.HEADERS + " headers.");
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            Matcher header = HEADER.matcher(lines[i]);
            if (!header.matches()) {
                throw new UnclearException("Header " + i + " is not a name, a colon and a value.");
            }
            headers.computeIfAbsent(header.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.group(2).strip());
        }
        return new HttpRequest(asked.group(1), address(asked.group(2)), Integer.parseInt(asked.group(3)), headers);
    }

    private static URI address(String text) throws UnclearException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UnclearException("The address of the request is none.", e);
        }
    }

    /** All values of a header, by its name in small letters. */
    List<String> values(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** Whether more follows than the head, which nobody here reads as a request. */
    boolean hasBody() {
        return !values("transfer-encoding").isEmpty()
                || values("content-length").stream().anyMatch(length -> !length.equals("0"));
    }

    /** Whether the reader may ask again on the same connection. */
    boolean goesOn() {
        return minor == 1
                && !hasBody()
                && values("connection").stream()
                        .flatMap(value -> List.of(value.split(",", -1)).stream())
                        .noneMatch(option -> option.strip().equalsIgnoreCase("close"));
    }
}
