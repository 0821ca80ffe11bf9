package io.aegismatrix.runner.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What people can be told of when it changes. */
public enum AlertRule {
    /** An edge over a base rate appears or goes. */
    EDGE,
    /** The verdict on selling or buying is another. */
    FLAGS,
    /** The market comes near the end of the headline range, or touches it. */
    RANGE,
    /** Trading goes on without a newer payload, or there is none. */
    STALE,
    /** The access token of Upstox comes to its end. */
    TOKEN,
    /** Models become older than is warned of. */
    MODELS;

    /** As it is written in the settings. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them, as they are written. */
    static List<String> words() {
        return Arrays.stream(values()).map(AlertRule::word).toList();
    }
}
