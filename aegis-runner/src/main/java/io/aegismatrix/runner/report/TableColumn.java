package io.aegismatrix.runner.report;

import io.aegismatrix.runner.console.Shown;
import java.util.function.Function;

/**
 * One column of a table for people.
 *
 * @param header its name
 * @param number whether it holds figures, which stand to the right and are never broken or cut
 * @param extra whether a narrow terminal does without it
 * @param text what it shows of a row
 */
public record TableColumn<T>(String header, boolean number, boolean extra, Function<T, String> text) {

    /** Words, which may be broken into lines between them. */
    public static <T> TableColumn<T> left(String header, Function<T, String> text) {
        return new TableColumn<>(header, false, false, text);
    }

    /** Figures. */
    public static <T> TableColumn<T> right(String header, Function<T, String> text) {
        return new TableColumn<>(header, true, false, text);
    }

    /** The same, but left out where the terminal is too narrow for all. */
    public TableColumn<T> asExtra() {
        return new TableColumn<>(header, number, true, text);
    }

    /** What it shows of a row, on one line. */
    String cell(T row) {
        return Shown.line(text.apply(row));
    }
}
