package io.aegismatrix.runner.runs;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what must not be read by everyone who reads logs: of a web address whoever asks, path and query, of which nobody
 * can tell the token from the rest, and of other text what is named a key, token or password. The paths and queries by which
 * the vendors' data are asked for are known to hold neither and stay readable.
 */
public final class Secrets {

    /** What stands for a secret. */
    public static final String MASK = "***";

    /** A scheme, and everything up to a blank or a quotation mark: passwords hold any other sign. */
    private static final Pattern ADDRESS = Pattern.compile("(?i)([a-z][a-z0-9+.-]{0,15}://)([^\\s\"]*)");

    /** Signs that end a sentence or a quotation and no address. */
    private static final String AFTER = ")]}>'`,;:.\\";

    private static final Pattern HOST =
            Pattern.compile("(?:[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*|\\[[\\p{XDigit}:.]+])(?::\\d{1,5})?");

    private static final int LONGEST_HARMLESS = 500;
    private static final Pattern HARMLESS =
            Pattern.compile("/?|/v8/finance/chart/[^/?#]*(?:\\?(?:(?:period1|period2|interval)=[^&]*&?)*)?"
                    + "|/v3/historical-candle/[^?#]*"
                    + "|/v2/(?:market-quote/quotes|option/(?:contract|chain))\\?(?:(?:instrument_key|expiry_date)=[^&]*&?)*"
                    + "|/api/(?:allIndices|option-chain-(?:v3|contract-info|indices)(?:\\?(?:(?:type|symbol|expiry)=[^&]*&?)*)?)"
                    + "|/option-chain");

    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:api|access|private)[-_]?key|token|secret|passw(?:or)?d|pwd|signature)=[^\\s\"'&;,]+");

    private static final Pattern PRESENTED = Pattern.compile("(?i)\\b(bearer|basic) +[\\w.~+/=-]{8,}");

    private Secrets() {}

    /** A text without credentials. */
    public static String mask(String text) {
        String shown = ADDRESS.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + masked(found.group(2))));
        String unnamed = NAMED.matcher(shown).replaceAll("$1=" + Matcher.quoteReplacement(MASK));
        return PRESENTED.matcher(unnamed).replaceAll("$1 " + Matcher.quoteReplacement(MASK));
    }

    /** Scheme and host of an address whose path or query is a secret. */
    public static String hostOnly(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + "/" + MASK;
    }

    /** A password may hold all that divides an address, so it ends at the last sign that can end it. */
    private static String masked(String address) {
        int end = address.length();
        while (end > 0 && AFTER.indexOf(address.charAt(end - 1)) >= 0 && !endsHost(address, end)) {
            end--;
        }
        int user = address.lastIndexOf('@', end) + 1;
        int path = user;
        while (path < end && "/?#".indexOf(address.charAt(path)) < 0) {
            path++;
        }
        String host = address.substring(user, path);
        String after = address.substring(end);
        if (!HOST.matcher(host).matches()) {
            return MASK + after;
        }
        String rest = address.substring(path, end);
        boolean harmless =
                rest.length() <= LONGEST_HARMLESS && HARMLESS.matcher(rest).matches();
        return (user > 0 ? MASK + "@" : "") + host + (harmless ? rest : "/" + MASK) + after;
    }

    /** The bracket of an address such as {@code http://[::1]}. */
    private static boolean endsHost(String address, int end) {
        return address.charAt(end - 1) == ']' && address.lastIndexOf('[', end) >= 0;
    }
}
