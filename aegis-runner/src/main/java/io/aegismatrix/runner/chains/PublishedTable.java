package io.aegismatrix.runner.chains;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aegismatrix.data.MarketDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Tables of listed options as they were published: CSV with named columns, packed or not. */
public final class PublishedTable {

    private static final String GZIP = ".gz";

    private PublishedTable() {}

    /** One row; every question that it cannot answer is an {@link IllegalArgumentException} quoting the value. */
    public static final class Row {

        private final NamedCsvRecord cells;

        private Row(NamedCsvRecord cells) {
            this.cells = cells;
        }

        /** What a cell says. */
        public String text(String column) {
            return cells.findField(column)
                    .orElseThrow(() -> new IllegalArgumentException("column '" + column + "' is missing"));
        }

        /** A cell as an ISO date. @throws DateTimeException if it is none */
        public LocalDate date(String column) {
            return LocalDate.parse(text(column));
        }

        /** A cell as a number. */
        public double number(String column) {
            String text = text(column);
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " must be a number, was '" + text + "'", e);
            }
        }

        /** A cell as a finite number above zero. */
        public double positive(String column) {
            double value = number(column);
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(column + " must be positive, was " + value);
            }
            return value;
        }

        /** A count of at least 0; an empty cell is 0. */
        double count(String column) {
            return text(column).isEmpty() ? 0 : number(column);
        }

        /** A price, empty where the cell is empty or 0, as vendors write what was not quoted. */
        OptionalDouble price(String column) {
            return count(column) == 0 ? OptionalDouble.empty() : OptionalDouble.of(positive(column));
        }
    }

    /** The files of a folder by a pattern such as {@code nifty_*.{csv,csv.gz}}, sorted; empty without the folder. */
    public static List<Path> files(Path folder, String names) {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names)) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw new MarketDataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
        Collections.sort(files);
        return files;
    }

    /**
     * Reads a file row by row.
     *
     * @throws MarketDataException naming file and line of what cannot be read, or what {@code taker} refused
     */
    public static void read(Path file, Consumer<Row> taker) {
        long line = 1;
        try (InputStream in = open(file);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord cells : csv) {
                line = cells.getStartingLineNumber();
                give(file, cells, taker);
            }
        } catch (CsvParseException | UncheckedIOException | IOException e) {
            throw new MarketDataException(
                    file + ": cannot be read after line " + line + " (" + e.getMessage() + "); is the file complete?",
                    e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream plain = Files.newInputStream(file);
        return file.toString().endsWith(GZIP) ? new GZIPInputStream(plain) : plain;
    }

    private static void give(Path file, NamedCsvRecord cells, Consumer<Row> taker) {
        try {
            taker.accept(new Row(cells));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MarketDataException(file + ":" + cells.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }
}
