package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The rows of one price file, every one validated. Oldest first or, as some exporters write, newest first throughout;
 * anything else is out of order.
 *
 * @param <T> the bar
 * @param <K> what orders the bars: the session or the start
 */
final class PriceFile<T, K extends Comparable<? super K>> {

    private final Path path;
    private final boolean lenient;
    private final Function<T, K> key;
    private final List<T> bars = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int direction;
    private long lastLine;

    private PriceFile(Path path, boolean lenient, Function<T, K> key) {
        this.path = path;
        this.lenient = lenient;
        this.key = key;
    }

    /**
     * Reads a file.
     *
     * @param parse turns a row into a bar; an {@link IllegalArgumentException} says what is wrong with the row
     */
    static <T, K extends Comparable<? super K>> PriceFile<T, K> read(
            Path path, boolean lenient, Function<T, K> key, BiFunction<PriceColumns, CsvRecord, T> parse) {
        PriceFile<T, K> file = new PriceFile<>(path, lenient, key);
        CsvTable.read(path, header -> {
            PriceColumns columns = PriceColumns.of(path, header);
            return row -> file.add(columns, row, parse);
        });
        if (file.bars.isEmpty()) {
            throw new MarketDataException(path + ": no data rows below the header"
                    + (file.skipped.isEmpty() ? "" : " could be used, " + file.skipped.size() + " were skipped"));
        }
        if (file.direction < 0) {
            Collections.reverse(file.bars);
        }
        return file;
    }

    private void add(PriceColumns columns, CsvRecord row, BiFunction<PriceColumns, CsvRecord, T> parse) {
        try {
            T bar = parse.apply(columns, row);
            requireInOrder(bar);
            bars.add(bar);
            lastLine = row.getStartingLineNumber();
        } catch (IllegalArgumentException e) {
            String complaint = path + ":" + row.getStartingLineNumber() + ": " + e.getMessage();
            if (!lenient) {
                throw new MarketDataException(
                        complaint + "; correct the row, or read leniently to skip and count it", e);
            }
            skipped.add(complaint);
        }
    }

    private void requireInOrder(T bar) {
        if (bars.isEmpty()) {
            return;
        }
        K before = key.apply(bars.get(bars.size() - 1));
        int step = Integer.signum(key.apply(bar).compareTo(before));
        if (step == 0) {
            throw new IllegalArgumentException(
                    "column 'date' must not repeat, was " + key.apply(bar) + " as on line " + lastLine);
        }
        if (direction == 0) {
            direction = step;
        }
        if (step != direction) {
            throw new IllegalArgumentException("column 'date' must be sorted, was " + key.apply(bar) + " after "
                    + before + " on line " + lastLine);
        }
    }

    Path path() {
        return path;
    }

    /** The bars, oldest first; never empty. */
    List<T> bars() {
        return bars;
    }

    /** What lenient reading left out, one complaint a row. */
    List<String> skipped() {
        return skipped;
    }
}
