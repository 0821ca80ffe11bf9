package io.aegismatrix.runner.trading;

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
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Tables of listed options as they were published: CSV with named columns, packed or not. */
final class PublishedTable {

    private static final String GZIP = ".gz";

    private PublishedTable() {}

    /** One row; every question that it cannot answer is an {@link IllegalArgumentException} quoting the value. */
    static final class Row {

        private final NamedCsvRecord cells;

        private Row(NamedCsvRecord cells) {
            this.cells = cells;
        }

        /** What a cell says. */
        String text(String column) {
            return cells.findField(column)
                    .orElseThrow(() -> new IllegalArgumentException("column '" + column + "' is missing"));
        }

        /** A cell as an ISO date. @throws DateTimeException if it is none */
        LocalDate date(String column) {
            return LocalDate.parse(text(column));
        }

        /** A cell as a number. */
        double number(String column) {
            String text = text(column);
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(column + " must be a number, was '" + text + "'", e);
            }
        }

        /** A cell as a finite number above zero. */
        double positive(String column) {
            double value = number(column);
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(column + " must be positive, was " + value);
            }
            return value;
        }
    }

    /** The files of a folder by a pattern such as {@code nifty_*.{csv,csv.gz}}, sorted; empty without the folder. */
    static List<Path> files(Path folder, String names) {
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
    static void read(Path file, Consumer<Row> taker) {
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
