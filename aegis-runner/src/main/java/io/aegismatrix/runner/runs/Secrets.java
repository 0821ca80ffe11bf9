package io.aegismatrix.runner.runs;

import java.net.URI;
import java.util.regex.Pattern;

/** Hides what must not be read by everyone who reads logs. */
public final class Secrets {

    /** What stands for a secret. */
    public static final String MASK = "***";

    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

    private Secrets() {}

    /** A text without names and passwords inside web addresses. */
    public static String mask(String text) {
        return CREDENTIALS.matcher(text).replaceAll(MASK);
    }

    /** Scheme and host of an address whose path or query is a secret. */
    public static String hostOnly(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port + "/" + MASK;
    }
}
