package io.aegismatrix.runner.console;

import java.util.Map;
import java.util.regex.Pattern;

/** The words of a verdict in the colour of what they mean: green is well, yellow wants a look, red is wrong. */
public final class StatusWords {

    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";

    private static final Map<String, String> COLOURS = Map.of(
            "EDGE", GREEN,
            "OK", GREEN,
            "ok", GREEN,
            "passed", GREEN,
            "NO_EDGE", YELLOW,
            "WARN", YELLOW,
            "FAIL", RED,
            "FAILED", RED,
            "failed", RED);

    /** Words in small letters count only where they fill a cell of a table: they are also words of sentences. */
    private static final Pattern WORDS = Pattern.compile(
            "\\b(?:NO_EDGE|EDGE|OK|WARN|FAILED|FAIL)\\b|(?<=\\| )(?:ok|passed|failed)(?= *(?:\\||$))",
            Pattern.MULTILINE);

    private StatusWords() {}

    /** The text with its verdicts in colour, for a terminal that takes colours. */
    public static String coloured(String text) {
        return WORDS.matcher(text)
                .replaceAll(word -> "\u001b[" + COLOURS.get(word.group()) + "m" + word.group() + "\u001b[0m");
    }
}
