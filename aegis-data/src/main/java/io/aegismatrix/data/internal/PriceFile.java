package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.TradingCalendar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The bars of one price file, every one validated. A file as we write it is read in one pass. Whatever is not written so
 * is looked at as a whole first, for its {@link PriceShape}, and then read under that shape, so that no cell is ever
 * guessed from itself.
 *
 * @param <T> the bar
 * @param <K> what orders the bars: the session or the start
 */
final class PriceFile<T, K extends Comparable<? super K>> {

    /** Lenient reading is for a few bad rows; a file with a greater share of them is written in a way not understood. */
    private static final double SMALL_SHARE = 0.05;

    private static final int SMALL_COUNT = 3;
    private static final int EXAMPLES = 3;

    /**
     * What a file's rows are.
     *
     * @param intraday whether rows are moments rather than days
     * @param key what orders the bars
     * @param place the session or moment of a row; an {@link IllegalArgumentException} says what is wrong with it
     * @param parse turns a row into a bar; likewise
     * @param same whether two bars of one key say the same
     * @param mayLack whether a row without prices is no hole, because there was no trade
     */
    record Kind<T, K>(
            boolean intraday,
            Function<T, K> key,
            Function<PriceRow, K> place,
            Function<PriceRow, T> parse,
            BiPredicate<T, T> same,
            Predicate<K> mayLack) {}

    private final Path path;
    private final boolean lenient;
    private final Kind<T, K> kind;
    private final List<T> bars = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final List<Integer> parts = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Hole<K>> holes = new ArrayList<>();
    private char separator = CsvTable.SEPARATORS.get(0);

    /** A row without prices. */
    private record Hole<K>(K key, String complaint) {}

    private PriceFile(Path path, boolean lenient, Kind<T, K> kind) {
        this.path = path;
        this.lenient = lenient;
        this.kind = kind;
    }

    /** How many of so many rows are few: as many lenient reading may skip. */
    static int fewOf(int rows) {
        return Math.max(SMALL_COUNT, (int) (SMALL_SHARE * rows));
    }

    /**
     * Reads a file.
     *
     * @param lenient whether a few bad rows are skipped and counted instead of refused
     */
    static <T, K extends Comparable<? super K>> PriceFile<T, K> read(
            Path path, boolean lenient, Kind<T, K> kind, TradingCalendar calendar) {
        PriceFile<T, K> plain = new PriceFile<>(path, lenient, kind);
        if (plain.readPlain(new PriceRow.Plain(calendar.zone()))) {
            return plain;
        }
        PriceFile<T, K> file = new PriceFile<>(path, lenient, kind);
        PriceShape shape = PriceShape.find(path, kind.intraday(), calendar);
        file.readShaped(shape, new PriceRow.Shaped(shape, calendar.zone()));
        return file;
    }

    /** Reads a file that is as we or the exchange write it; false if it is not, or if anything is wrong with it. */
    private boolean readPlain(PriceRow.Reading reading) {
        PlainRows rows = new PlainRows(reading);
        CsvTable.read(path, separator, rows);
        if (!rows.plain || bars.isEmpty()) {
            return false;
        }
        if (rows.direction < 0) {
            Collections.reverse(bars);
        }
        return true;
    }

    /** One header, then rows without a fault in one direction. */
    private final class PlainRows implements CsvTable.RowReader {

        private final PriceRow.Reading reading;
        private Optional<PriceColumns> columns = Optional.empty();
        private boolean plain = true;
        private int direction;

        PlainRows(PriceRow.Reading reading) {
            this.reading = reading;
        }

        @Override
        public boolean read(CsvRecord row) {
            if (columns.isEmpty()) {
                List<List<String>> header =
                        PriceRows.cells(row).stream().map(List::of).toList();
                columns = PriceColumns.find(header, kind.intraday()).columns().filter(found -> !found.utc());
                plain = columns.isPresent();
                return plain;
            }
            plain = add(row, columns.get());
            return plain;
        }

        private boolean add(CsvRecord row, PriceColumns found) {
            if (row.getFieldCount() > found.width()) {
                return false;
            }
            T bar;
            try {
                bar = kind.parse().apply(new PriceRow(row, found, reading));
            } catch (IllegalArgumentException e) {
                // Told by the second reading, which knows the whole file.
                return false;
            }
            if (!bars.isEmpty()) {
                int step = Integer.signum(
                        kind.key().apply(bar).compareTo(kind.key().apply(bars.get(bars.size() - 1))));
                direction = direction == 0 ? step : direction;
                if (step == 0 || step != direction) {
                    return false;
                }
            }
            return bars.add(bar);
        }
    }

    private void readShaped(PriceShape shape, PriceRow.Reading reading) {
        separator = shape.separator();
        PriceRows rows = new PriceRows(kind.intraday(), new ShapedRows(reading));
        CsvTable.read(path, separator, rows);
        settleHoles();
        judgeSkipped();
        if (bars.isEmpty()) {
            throw new MarketDataException(path + ": no data rows below the header"
                    + (skipped.isEmpty() ? "" : " could be used, " + skipped.size() + " were skipped"));
        }
        sort();
    }

    /** Rows under a known shape; what is wrong with one is kept until all are read. */
    private final class ShapedRows implements PriceRows.Taker {

        private final PriceRow.Reading reading;

        ShapedRows(PriceRow.Reading reading) {
            this.reading = reading;
        }

        @Override
        public void data(CsvRecord row, PriceColumns columns, int part) {
            PriceRow cells = new PriceRow(row, columns, reading);
            try {
                if (PriceRow.isTooLong(row, columns)) {
                    throw new IllegalArgumentException("a row has " + row.getFieldCount() + " cells, the header has "
                            + columns.width() + "; is the decimal mark a comma between commas?");
                }
                if (cells.isHole()) {
                    K key = kind.place().apply(cells);
                    holes.add(new Hole<>(key, complaint(row, "no prices on " + key)));
                    return;
                }
                bars.add(kind.parse().apply(cells));
                lines.add(row.getStartingLineNumber());
                parts.add(part);
            } catch (IllegalArgumentException e) {
                skipped.add(complaint(row, String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void words(CsvRecord row, PriceColumns columns) {
            skipped.add(complaint(row, "neither a date nor prices, was " + PriceColumns.quote(PriceRows.cells(row))));
        }

        private String complaint(CsvRecord row, String problem) {
            return path + ":" + row.getStartingLineNumber() + ": " + problem;
        }
    }

    /**
     * A row without prices is a bad row, but where vendors write one for want of a trade: beyond the newest and before the
     * oldest bar, and on days without a session.
     */
    private void settleHoles() {
        List<K> keys = bars.stream().map(kind.key()).toList();
        if (keys.isEmpty()) {
            holes.forEach(hole -> skipped.add(hole.complaint()));
            holes.clear();
            return;
        }
        K newest = Collections.max(keys);
        K oldest = Collections.min(keys);
        holes.removeIf(hole -> {
            boolean inside = hole.key().compareTo(newest) < 0 && hole.key().compareTo(oldest) > 0;
            boolean bad = inside && !kind.mayLack().test(hole.key());
            if (bad) {
                skipped.add(hole.complaint());
            }
            return bad;
        });
    }

    private void judgeSkipped() {
        int rows = bars.size() + skipped.size();
        if (skipped.isEmpty() || (lenient && skipped.size() <= fewOf(rows) && !bars.isEmpty())) {
            return;
        }
        if (skipped.size() > fewOf(rows) || lenient) {
            throw new MarketDataException(skipped.get(0) + "; " + skipped.size() + " of " + rows
                    + " rows cannot be read like this, so it is not a few bad rows but a form that is not understood; "
                    + "docs/FILES.md of aegis-data lists the forms that are");
        }
        throw MarketDataException.ofSkippableRows(skipped.get(0)
                + (skipped.size() == 1
                        ? "; correct the row, or read leniently to skip and count it"
                        : "; correct the row and " + (skipped.size() - 1)
                                + " more, or read leniently to skip and count them"));
    }

    private void sort() {
        BarOrder<K> order = new BarOrder<>(
                bars.stream().map(kind.key()).toList(),
                parts,
                (first, second) -> kind.same().test(bars.get(first), bars.get(second)));
        order.repeated().ifPresent(rows -> {
            throw new MarketDataException(place(rows.second()) + "two different rows of "
                    + kind.key().apply(bars.get(rows.first())) + ": line " + lines.get(rows.first()) + " is "
                    + text(rows.first()) + " and line " + lines.get(rows.second()) + " is " + text(rows.second())
                    + "; which one is true cannot be told from the file: delete the other");
        });
        order.strewn().ifPresent(rows -> {
            throw new MarketDataException(place(rows.second()) + "column 'date' must be sorted, was "
                    + kind.key().apply(bars.get(rows.second())) + " after "
                    + kind.key().apply(bars.get(rows.first())) + " on line " + lines.get(rows.first())
                    + "; are all dates written in one way? Sort the rows if they are");
        });
        List<T> sorted = order.indices().stream().map(bars::get).toList();
        bars.clear();
        bars.addAll(sorted);
    }

    private String place(int row) {
        return path + ":" + lines.get(row) + ": ";
    }

    private String text(int row) {
        return "'" + CsvTable.text(path, separator, lines.get(row)) + "'";
    }

    Path path() {
        return path;
    }

    /** The bars, oldest first; never empty. */
    List<T> bars() {
        return bars;
    }

    /** What lenient reading left out, in words for people; empty if nothing. */
    Optional<String> skipped() {
        return skipped.isEmpty()
                ? Optional.empty()
                : Optional.of(path.getFileName() + ": " + skipped.size() + " rows skipped; newest "
                        + String.join(" | ", skipped.subList(Math.max(0, skipped.size() - EXAMPLES), skipped.size())));
    }

    /** Which rows without prices were left out, in words for people; empty if there are none. */
    Optional<String> withoutPrices() {
        return holes.isEmpty()
                ? Optional.empty()
                : Optional.of(path.getFileName() + ": " + holes.size() + " rows without prices left out; newest "
                        + holes.stream()
                                .map(hole -> hole.key().toString())
                                .sorted()
                                .skip(Math.max(0, holes.size() - EXAMPLES))
                                .toList());
    }
}
