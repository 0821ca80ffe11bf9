package io.aegismatrix.runner.report;

import java.util.List;
import java.util.stream.Collectors;

/** Tables in Markdown whose cells cannot break out of them. */
final class Markdown {

    private Markdown() {}

    /** One row; cells are escaped. */
    static String row(List<String> cells) {
        return cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The line under the heads of a table. */
    static String rule(int columns) {
        return "|" + "---|".repeat(columns) + "\n";
    }

    /** Text that means itself, on one line. */
    static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replaceAll("([*_`\\[\\]#])", "\\\\$1")
                .replaceAll("\\s+", " ");
    }
}
