package io.aegismatrix.runner.console;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text broken into lines that fit a terminal or a cell of a table. */
public final class Wrapped {

    private static final Splitter LINES = Splitter.on('\n');
    private static final Splitter WORDS = Splitter.on(' ');
    private static final Splitter PARTS = Splitter.on(Pattern.compile("(?<=[ _/,:;-])"));
    private static final CharMatcher BLANK = CharMatcher.is(' ');
    private static final int DEEPER = 2;

    private Wrapped() {}

    /**
     * Prose, broken between words; a line goes on with its own indent and two more. A word longer than a line, such as a path,
     * stays whole on one of its own, so that it can be copied.
     */
    public static String text(String text, int width) {
        return LINES.splitToStream(text)
                .map(line -> line.length() <= width ? line : prose(line, width))
                .collect(Collectors.joining("\n"));
    }

    private static String prose(String line, int width) {
        int indent = Math.max(0, BLANK.negate().indexIn(line));
        String deeper = " ".repeat(indent + DEEPER);
        List<String> words = new ArrayList<>();
        WORDS.splitToStream(line.substring(indent)).forEach(word -> words.add(word + " "));
        return " ".repeat(indent) + String.join("\n" + deeper, joined(words, width - indent - DEEPER));
    }

    /** A cell, broken between words or the parts of a name, and within one only where it is wider than the cell. */
    public static String cell(String text, int width) {
        List<String> parts = new ArrayList<>();
        for (String part : PARTS.split(text)) {
            String word = BLANK.trimTrailingFrom(part);
            for (int at = 0; at == 0 || at < word.length(); at += width) {
                parts.add(word.length() <= width ? part : word.substring(at, Math.min(word.length(), at + width)));
            }
        }
        return String.join("\n", joined(parts, width));
    }

    /** The length of the longest part that {@link #cell} would not break of itself. */
    public static int longestPart(String text) {
        return PARTS.splitToStream(text)
                .mapToInt(part -> BLANK.trimTrailingFrom(part).length())
                .max()
                .orElse(0);
    }

    private static List<String> joined(List<String> parts, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            if (line.length() > 0
                    && line.length() + BLANK.trimTrailingFrom(part).length() > width) {
                lines.add(BLANK.trimTrailingFrom(line));
                line.setLength(0);
            }
            line.append(part);
        }
        lines.add(BLANK.trimTrailingFrom(line));
        return lines;
    }
}
