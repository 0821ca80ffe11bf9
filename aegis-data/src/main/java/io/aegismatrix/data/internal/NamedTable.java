package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table with named columns as the exchange and archives of it write them: padded cells, titles above the header, and the
 * header again wherever tables were joined.
 */
final class NamedTable {

    private static final int MOST_TITLES = 30;

    private NamedTable() {}

    /** Takes one row; an {@link IllegalArgumentException} says what is wrong with it. */
    @FunctionalInterface
    interface Taker {
        void take(Row row);
    }

    /** One row under its header. */
    static final class Row {

        private final Map<String, Integer> columns;
        private final Day day;
        private final CsvRecord cells;

        private Row(Map<String, Integer> columns, Day day, CsvRecord cells) {
            this.columns = columns;
            this.day = day;
            this.cells = cells;
        }

        /** The names of the columns, in lower case. */
        Set<String> columns() {
            return columns.keySet();
        }

        boolean has(String column) {
            return columns.containsKey(key(column));
        }

        /** What a cell says, without the blanks round it; empty where the row is too short. */
        String text(String column) {
            Integer at = columns.get(key(column));
            if (at == null) {
                throw new IllegalArgumentException("column '" + column + "' is missing");
            }
            return at < cells.getFieldCount() ? ColumnNames.clean(cells.getField(at)) : "";
        }

        /** A day as the exchange writes it: ISO, with the month's name, or the day first. */
        LocalDate date(String column) {
            String text = text(column);
            return day.of(text)
                    .orElseThrow(() -> new IllegalArgumentException(column + " must be a date, was '" + text + "'"));
        }

        /** A number of at least 0; 0 where the cell has a sign for none. */
        double count(String column) {
            String text = text(column);
            double value = PriceText.isHole(text) ? 0 : PriceText.POINT.number(text);
            if (!(value >= 0)) {
                throw new IllegalArgumentException(column + " must be a number of at least 0, was '" + text + "'");
            }
            return value;
        }

        /** A number above 0. */
        double positive(String column) {
            double value = count(column);
            if (value == 0) {
                throw new IllegalArgumentException(column + " must be above 0, was '" + text(column) + "'");
            }
            return value;
        }
    }

    /** The day that was read last: thousands of rows on end are of the same one. */
    private static final class Day {

        private String text = "";
        private Optional<LocalDate> date = Optional.empty();

        Optional<LocalDate> of(String wanted) {
            if (!wanted.equals(text)) {
                date = StampParts.of(wanted).flatMap(parts -> {
                    List<StampParts.StampForm> forms = parts.shape().forms();
                    return parts.date(forms.size() == 1 ? forms.get(0) : StampParts.StampForm.DAY_FIRST);
                });
                text = wanted;
            }
            return date;
        }
    }

    /**
     * Reads a file.
     *
     * @param headers what a row's cells must hold to be a header, in lower case; any of them
     * @return number of rows taken
     * @throws MarketDataException naming the file, without its folder, and the line of what cannot be read
     */
    static int read(Path path, List<Set<String>> headers, Taker taker) {
        String file = path.getFileName().toString();
        Rows rows = new Rows(file, headers, taker);
        try {
            CsvTable.read(path, ',', rows);
        } catch (MarketDataException e) {
            throw new MarketDataException(String.valueOf(e.getMessage()).replace(path.toString(), file), e);
        }
        if (rows.columns.isEmpty()) {
            throw new MarketDataException(file + ": no header with the columns " + headers.get(0) + " in its first "
                    + MOST_TITLES + " lines; is it what its name says?");
        }
        return rows.taken;
    }

    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }

    /** The rows of one file. */
    private static final class Rows implements CsvTable.RowReader {

        private final String file;
        private final List<Set<String>> headers;
        private final Taker taker;
        private final Day day = new Day();
        private Map<String, Integer> columns = Map.of();
        private int titles;
        private int taken;

        Rows(String file, List<Set<String>> headers, Taker taker) {
            this.file = file;
            this.headers = headers;
            this.taker = taker;
        }

        @Override
        public boolean read(CsvRecord row) {
            if (columns.isEmpty() || isHeader(columns, row)) {
                Map<String, Integer> named = names(row);
                if (headers.stream().anyMatch(named.keySet()::containsAll)) {
                    columns = named;
                    return true;
                }
                titles++;
                return !columns.isEmpty() || titles <= MOST_TITLES;
            }
            try {
                taker.take(new Row(columns, day, row));
                taken++;
            } catch (IllegalArgumentException e) {
                throw new MarketDataException(file + ":" + row.getStartingLineNumber() + ": " + e.getMessage(), e);
            }
            return true;
        }

        /** Whether a row repeats the name of some column in its place. */
        private static boolean isHeader(Map<String, Integer> columns, CsvRecord row) {
            Integer first = columns.get(key(ColumnNames.clean(row.getField(0))));
            return first != null && first == 0;
        }

        private static Map<String, Integer> names(CsvRecord row) {
            Map<String, Integer> named = new HashMap<>();
            for (int column = 0; column < row.getFieldCount(); column++) {
                named.putIfAbsent(key(ColumnNames.clean(row.getField(column))), column);
            }
            return named;
        }
    }
}
