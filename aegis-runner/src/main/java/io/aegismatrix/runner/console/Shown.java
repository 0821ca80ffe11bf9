package io.aegismatrix.runner.console;

import java.util.Locale;

/**
 * Text as it is shown: what a terminal or a log would obey, or would not show, is written out as JSON writes it. Files,
 * hosts and settings are written by others, and what they say must not move a cursor, rename a window or forge a line.
 */
public final class Shown {

    private Shown() {}

    /** Text of several lines: line ends and tabulators stay, every other sign of control is written out. */
    public static String text(String text) {
        return of(text, true);
    }

    /** Text that must stay on its line: line ends and tabulators are written out, too. */
    public static String line(String text) {
        return of(text, false);
    }

    private static String of(String text, boolean lines) {
        int first = 0;
        while (first < text.length() && !isControl(text, first, lines)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            if (isControl(text, i, lines)) {
                shown.append(escape(text.charAt(i)));
            } else {
                shown.append(text.charAt(i));
            }
        }
        return shown.toString();
    }

    private static boolean isControl(String text, int at, boolean lines) {
        char letter = text.charAt(at);
        if (letter >= ' ' && letter < 0x7f) {
            return false;
        }
        if (lines && (letter == '\n' || letter == '\t' || isLineEnd(text, at))) {
            return false;
        }
        return switch (Character.getType(letter)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE -> !isPaired(text, at);
            default -> false;
        };
    }

    /** A carriage return that a line feed follows, as Windows ends lines; alone it writes over what was said before. */
    private static boolean isLineEnd(String text, int at) {
        return text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }

    private static boolean isPaired(String text, int at) {
        char letter = text.charAt(at);
        return Character.isHighSurrogate(letter)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static String escape(char letter) {
        return switch (letter) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", (int) letter);
        };
    }
}
