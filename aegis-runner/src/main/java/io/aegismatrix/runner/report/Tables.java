package io.aegismatrix.runner.report;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.aegismatrix.runner.console.Wrapped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Tables for people, in plain ASCII so that every terminal and log shows them, as wide as they may be: extra columns go first,
 * the last of them at once, then words are broken into lines. Figures are shown whole, whatever the width.
 */
public final class Tables {

    /** The width of a table that shows everything. */
    public static final int WIDE = Integer.MAX_VALUE;

    private static final int WIDEST_COLUMN = 100;
    private static final int READABLE = 20;
    private static final int COMFORTABLE = 32;
    private static final int PADDING = 2;
    private static final int SEPARATOR = 1;
    private static final Splitter LINES = Splitter.on('\n');

    private Tables() {}

    /** A column with what it needs: all of it on one line, and the least it can be read at. */
    private record Sized<T>(TableColumn<T> column, int natural, int least) {

        static <T> Sized<T> of(TableColumn<T> column, Collection<T> rows) {
            List<String> cells = rows.stream().map(column::cell).toList();
            int longest = cells.stream().mapToInt(String::length).max().orElse(0);
            int natural = Math.max(column.header().length(), longest);
            int head = Wrapped.longestPart(column.header());
            if (column.number()) {
                return new Sized<>(column, natural, Math.max(head, longest));
            }
            int parts = cells.stream().mapToInt(Wrapped::longestPart).max().orElse(0);
            int least = Math.max(Math.max(head, parts), Math.min(longest, READABLE));
            int most = Math.min(natural, WIDEST_COLUMN);
            return new Sized<>(column, most, Math.min(most, least));
        }

        /** What spares short words a line of their own. */
        int comfortable() {
            return column.number() ? least : Math.max(least, Math.min(natural, COMFORTABLE));
        }

        ColumnData<T> at(int width) {
            HorizontalAlign align = column.number() ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
            return new Column()
                    .header(Wrapped.cell(column.header(), width))
                    .headerAlign(align)
                    .dataAlign(align)
                    .minWidth(width + PADDING)
                    .maxWidth(width + PADDING)
                    .with(row -> Wrapped.cell(column.cell(row), width));
        }
    }

    /**
     * The table.
     *
     * @param width how many characters a line may have, such as 80, or {@link #WIDE}
     */
    public static <T> String of(Collection<T> rows, List<TableColumn<T>> columns, int width) {
        List<Sized<T>> shown = shown(rows, columns, width);
        int[] widths = widths(shown, width);
        List<ColumnData<T>> data = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            data.add(shown.get(i).at(widths[i]));
        }
        String table = AsciiTable.builder()
                .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS_NO_OUTSIDE_BORDER)
                .data(rows, data)
                .asString();
        return LINES.splitToStream(table)
                .map(CharMatcher.whitespace()::trimTrailingFrom)
                .collect(Collectors.joining("\n"));
    }

    private static <T> List<Sized<T>> shown(Collection<T> rows, List<TableColumn<T>> columns, int width) {
        List<Sized<T>> shown = new ArrayList<>();
        columns.forEach(column -> shown.add(Sized.of(column, rows)));
        for (int i = shown.size() - 1; i >= 0 && room(shown, Sized::comfortable, width) < 0; i--) {
            if (shown.get(i).column().extra()) {
                shown.remove(i);
            }
        }
        return shown;
    }

    /** What is left of a line once every column has what it needs; negative if they do not fit. */
    private static <T> int room(List<Sized<T>> columns, ToIntFunction<Sized<T>> need, int width) {
        int needed = columns.stream().mapToInt(need).sum();
        return width - needed - columns.size() * (PADDING + SEPARATOR) + SEPARATOR;
    }

    /** Hands the room out where the most is still to be said; what is lacking is taken from the widest words. */
    private static <T> int[] widths(List<Sized<T>> columns, int width) {
        int[] widths = columns.stream().mapToInt(Sized::least).toArray();
        int room = room(columns, Sized::least, width);
        for (int widest = neediest(columns, widths); room > 0 && widest >= 0; widest = neediest(columns, widths)) {
            widths[widest]++;
            room--;
        }
        for (int widest = widestWords(columns, widths);
                room < 0 && widest >= 0;
                widest = widestWords(columns, widths)) {
            widths[widest]--;
            room++;
        }
        return widths;
    }

    private static <T> int neediest(List<Sized<T>> columns, int[] widths) {
        int neediest = -1;
        int most = 0;
        for (int i = 0; i < widths.length; i++) {
            int need = columns.get(i).natural() - widths[i];
            if (need > most) {
                neediest = i;
                most = need;
            }
        }
        return neediest;
    }

    private static <T> int widestWords(List<Sized<T>> columns, int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean words = !columns.get(i).column().number();
            if (words && widths[i] > 1 && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
