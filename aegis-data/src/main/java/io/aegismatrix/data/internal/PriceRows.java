package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the data rows of a price file from the rest: titles above the header, headers of up to three rows, headers that
 * come again where downloads were joined, and words below the last row.
 */
final class PriceRows implements CsvTable.RowReader {

    private static final int DEEPEST_HEADER = 3;
    private static final int MOST_TITLES = 30;
    /** A date and four prices. */
    private static final int FEWEST_COLUMNS = 5;

    /** Takes the data rows. */
    interface Taker {
        /**
         * Takes a row with a date or a price.
         *
         * @param part number of the header it stands under, from 0
         */
        void data(CsvRecord row, PriceColumns columns, int part);

        /** Takes a row of words between two data rows. */
        void words(CsvRecord row, PriceColumns columns);
    }

    private final boolean intraday;
    private final Taker taker;
    private final Deque<CsvRecord> above = new ArrayDeque<>();
    private final Set<List<String>> headerRows = new HashSet<>();
    private final List<CsvRecord> words = new ArrayList<>();
    private @Nullable PriceColumns columns;
    private PriceColumns.@Nullable Found nearest;
    private List<String> nearestHeader = List.of();
    private long nearestLine = 1;
    private int titles;
    private int part = -1;
    private boolean underHeader;

    PriceRows(boolean intraday, Taker taker) {
        this.intraday = intraday;
        this.taker = taker;
    }

    /** The separator under which a file has a header; the usual one if under none. */
    static char separator(Path path, boolean intraday) {
        return findSeparator(path, intraday).orElse(CsvTable.SEPARATORS.get(0));
    }

    /** The separator under which a file has a header of prices. */
    static Optional<Character> findSeparator(Path path, boolean intraday) {
        return CsvTable.separatorsIn(path, MOST_TITLES + 1).stream()
                .filter(separator -> hasHeader(path, separator, intraday))
                .findFirst();
    }

    private static boolean hasHeader(Path path, char separator, boolean intraday) {
        PriceRows rows = new PriceRows(intraday, new Taker() {
            @Override
            public void data(CsvRecord row, PriceColumns columns, int part) {}

            @Override
            public void words(CsvRecord row, PriceColumns columns) {}
        });
        try {
            CsvTable.read(path, separator, row -> rows.read(row) && rows.columns == null);
        } catch (MarketDataException e) {
            // Told when the file is read under the separator that is chosen in the end.
            return false;
        }
        return rows.columns != null;
    }

    @Override
    public boolean read(CsvRecord row) {
        PriceColumns known = columns;
        if (known == null) {
            findHeader(row);
            return titles <= MOST_TITLES;
        }
        List<String> cells = cells(row);
        if (cells.stream().allMatch(String::isEmpty)) {
            return true;
        }
        if (headerRows.contains(cells)) {
            beginPart();
        } else if (startsWithWord(cells, known.stamp()) && isOtherHeader(cells)) {
            beginPart();
        } else if (isWords(cells, known)) {
            words.add(row);
        } else {
            flushWords(known);
            underHeader = false;
            taker.data(row, known, part);
        }
        return true;
    }

    /** Words below a header belong to it; words above one, or at the end of the file, are titles and notes. */
    private void flushWords(PriceColumns known) {
        if (!underHeader) {
            words.forEach(row -> taker.words(row, known));
        }
        words.clear();
    }

    private void beginPart() {
        words.clear();
        part += underHeader ? 0 : 1;
        underHeader = true;
    }

    private void findHeader(CsvRecord row) {
        titles++;
        above.addLast(row);
        if (above.size() > DEEPEST_HEADER) {
            above.removeFirst();
        }
        // No header ends in a row of values; the first row is looked at all the same, to be told what it lacks.
        if (nearest != null && cells(row).stream().anyMatch(PriceRows::isValue)) {
            return;
        }
        List<CsvRecord> window = List.copyOf(above);
        for (int first = window.size() - 1; first >= 0; first--) {
            List<List<String>> rows = window.subList(first, window.size()).stream()
                    .map(PriceRows::cells)
                    .toList();
            PriceColumns.Found found = PriceColumns.find(columnwise(rows), intraday);
            if (found.columns().isPresent()) {
                columns = found.columns().get();
                headerRows.addAll(rows);
                beginPart();
                return;
            }
            if (nearest == null || found.found() > nearest.found()) {
                nearest = found;
                nearestHeader = rows.get(0);
                nearestLine = window.get(first).getStartingLineNumber();
            }
        }
    }

    private boolean isOtherHeader(List<String> cells) {
        PriceColumns.Found found = PriceColumns.find(columnwise(List.of(cells)), intraday);
        if (found.columns().isPresent()) {
            columns = found.columns().get();
            headerRows.add(cells);
        }
        return found.columns().isPresent();
    }

    private static List<List<String>> columnwise(List<List<String>> rows) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<List<String>> columns = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            List<String> names = new ArrayList<>();
            for (List<String> row : rows) {
                names.add(column < row.size() ? row.get(column) : "");
            }
            columns.add(names);
        }
        return columns;
    }

    static List<String> cells(CsvRecord row) {
        return row.getFields().stream().map(ColumnNames::clean).toList();
    }

    private static boolean startsWithWord(List<String> cells, int column) {
        String cell = column < cells.size() ? cells.get(column) : "";
        return cell.isEmpty() || !hasDigit(cell);
    }

    /** No price and no date: a title, a note, a row of tickers or units. */
    private static boolean isWords(List<String> cells, PriceColumns columns) {
        for (int column : new int[] {columns.open(), columns.high(), columns.low(), columns.close()}) {
            if (column < cells.size() && PriceText.mayBe(cells.get(column))) {
                return false;
            }
        }
        String stamp = columns.stamp() < cells.size() ? cells.get(columns.stamp()) : "";
        return StampParts.of(stamp).isEmpty() && !mayBeStamp(stamp);
    }

    private static boolean isValue(String cell) {
        return hasDigit(cell)
                && (!Double.isNaN(PriceText.POINT.number(cell))
                        || StampParts.of(cell).isPresent());
    }

    /** A broken date such as {@code 2024-13-08} or {@code 8/1} is a bad row, not a note. */
    private static boolean mayBeStamp(String cell) {
        return !cell.isEmpty() && cell.chars().filter(Character::isLetter).count() <= 3 && hasDigit(cell);
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(letter -> letter >= '0' && letter <= '9');
    }

    /**
     * Whether what stands for a header is one of a table, though maybe of another: whoever points the name at a file of
     * passwords must not read its first line in a log.
     */
    private boolean isTable() {
        return nearestHeader.size() >= FEWEST_COLUMNS || (nearest != null && nearest.found() > 0);
    }

    private int length() {
        return nearestHeader.stream().mapToInt(String::length).sum();
    }

    /** Where the header is; for files without one an error that says what was looked for. */
    PriceColumns requireColumns(Path path) {
        PriceColumns found = columns;
        if (found != null) {
            return found;
        }
        if (nearestHeader.stream().anyMatch(cell -> cell.startsWith("<"))) {
            throw new MarketDataException(path + ": this is a web page, not a table; save the download itself");
        }
        throw new MarketDataException(path + ":" + nearestLine + ": "
                + (nearest == null ? "there is no header" : nearest.problem()) + ", the header is "
                + (isTable() ? PriceColumns.quote(nearestHeader) : "one of " + length() + " characters")
                + "; expected date (or timestamp), open, high, low, close and maybe volume");
    }
}
