package io.aegismatrix.runner.log;

import java.util.Locale;

/** Whether a forecast was published. */
public enum ForecasterKind {
    /** The version in use: its forecasts were published. */
    CHAMPION,
    /** A version on probation: its forecasts were only written down. */
    CHALLENGER;

    /** Name in the log. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
