package io.aegismatrix.payload;

import java.util.regex.Pattern;

/**
 * How much the market moves in one part of the session.
 *
 * @param window exchange time, {@code HH:MM-HH:MM}
 * @param score activity against the busiest window, 0 to 1
 * @param varianceShare share of the session's variance that falls into the window, 0 to 1
 * @param sessions sessions it was measured on, above zero
 */
public record GammaWindow(String window, double score, double varianceShare, int sessions) {

    private static final Pattern WINDOW = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");

    /** Validates. */
    public GammaWindow {
        if (!WINDOW.matcher(Checks.present(window, "window")).matches()) {
            throw new IllegalArgumentException("window must be HH:MM-HH:MM, was \"" + window + "\"");
        }
        Checks.probability(score, "score of " + window);
        Checks.probability(varianceShare, "varianceShare of " + window);
        Checks.atLeast(1, sessions, "sessions of " + window);
    }
}
