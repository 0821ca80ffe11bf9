package io.aegismatrix.runner.alerts;

/**
 * How one of the things that are watched stands.
 *
 * @param key names it, such as {@code flag.seller}
 * @param state how it stands, in a word; what is told is a change of it
 * @param text the same as a sentence for people
 * @param atOnce whether a change of it is told when it is seen first, instead of once it has lasted
 */
record Condition(String key, String state, String text, boolean atOnce) {}
