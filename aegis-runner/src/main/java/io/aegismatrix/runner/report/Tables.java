package io.aegismatrix.runner.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import io.aegismatrix.runner.console.Shown;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Tables for people, in plain ASCII so that every terminal and log shows them. */
public final class Tables {

    private static final int WIDEST_COLUMN = 100;

    private Tables() {}

    public static <T> ColumnData<T> left(String header, Function<T, String> value) {
        return column(header, HorizontalAlign.LEFT, value);
    }

    public static <T> ColumnData<T> right(String header, Function<T, String> value) {
        return column(header, HorizontalAlign.RIGHT, value);
    }

    private static <T> ColumnData<T> column(String header, HorizontalAlign align, Function<T, String> value) {
        return new Column()
                .header(header)
                .headerAlign(align)
                .dataAlign(align)
                .maxWidth(WIDEST_COLUMN)
                .with(row -> Shown.line(value.apply(row)));
    }

    public static <T> String of(Collection<T> rows, List<ColumnData<T>> columns) {
        return AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                .data(rows, columns)
                .asString();
    }
}
