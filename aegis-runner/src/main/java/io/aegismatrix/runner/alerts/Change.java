package io.aegismatrix.runner.alerts;

/**
 * A state that is not the one a channel was last told.
 *
 * @param key what changed
 * @param from the state it was told
 * @param to the state now
 * @param text the state now as a sentence
 */
record Change(String key, String from, String to, String text) {

    /** For people. */
    String line() {
        return text + " (was " + from + ")";
    }
}
