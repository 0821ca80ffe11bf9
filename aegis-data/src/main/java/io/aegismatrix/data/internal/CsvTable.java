package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.aegismatrix.data.MarketDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One CSV file of a user: plain or packed, with or without byte order mark, any line ends; every complaint names the line. */
final class CsvTable {

    /** What separates cells in the files people have; the first is what we write and what is tried first. */
    static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private static final int LONGEST_LINE = 4096;
    private static final int MOST_COLUMNS = 128;

    private CsvTable() {}

    /** Takes the rows one by one, from the first line on. */
    @FunctionalInterface
    interface RowReader {
        /** Takes a row; false ends the reading. */
        boolean read(CsvRecord row);
    }

    /**
     * Reads a file from its first line on.
     *
     * @param path the file; {@code .gz} or {@code .zip} at the end means packed
     * @param separator what separates cells, one of {@link #SEPARATORS}
     */
    static void read(Path path, char separator, RowReader reader) {
        long line = 0;
        try (InputStream in = open(path);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .detectBomHeader(true)
                        .fieldSeparator(separator)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .trimWhitespacesAroundQuotes(separator != '\t')
                        .build(limits(), in, StandardCharsets.UTF_8)) {
            for (CsvRecord row : csv) {
                line = row.getStartingLineNumber();
                if (!reader.read(row)) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            throw new MarketDataException(
                    path + ":" + (line + 1) + ": not a readable CSV line of at most " + LONGEST_LINE + " characters ("
                            + e.getMessage() + "); is this the right file?",
                    e);
        } catch (UncheckedIOException | IOException e) {
            throw new MarketDataException(
                    path + ": cannot be read after line " + line + " (" + reason(e) + "); is the file complete?", e);
        }
        if (line == 0) {
            throw new MarketDataException(path + ": the file is empty; expected a header line such as "
                    + "date,open,high,low,close,volume and one line a bar");
        }
    }

    /** The separators that occur in the first lines of a file at all. */
    static List<Character> separatorsIn(Path path, int lines) {
        try (InputStream in = open(path)) {
            // A byte a letter is enough: in every encoding we read, these four are in the bytes as themselves.
            String head = new String(in.readNBytes(lines * LONGEST_LINE), StandardCharsets.ISO_8859_1);
            return SEPARATORS.stream()
                    .filter(separator -> head.indexOf(separator) >= 0)
                    .toList();
        } catch (IOException e) {
            // Told when the file itself is read.
            return SEPARATORS;
        }
    }

    /** The first rows of a file. */
    static List<CsvRecord> head(Path path, char separator, int most) {
        List<CsvRecord> rows = new ArrayList<>();
        read(path, separator, row -> rows.add(row) && rows.size() < most);
        return rows;
    }

    /** One row as it is written, for a message; empty if there is none on that line. */
    static String text(Path path, char separator, long line) {
        List<String> found = new ArrayList<>();
        read(path, separator, row -> {
            if (row.getStartingLineNumber() == line) {
                found.add(String.join(String.valueOf(separator), row.getFields()));
            }
            return found.isEmpty();
        });
        return String.join("", found);
    }

    private static CsvRecordHandler limits() {
        return CsvRecordHandler.builder()
                .maxFields(MOST_COLUMNS)
                .maxFieldSize(LONGEST_LINE)
                .maxRecordSize(LONGEST_LINE)
                .build();
    }

    private static String reason(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Opens a file for reading, unpacking it by the end of its name; see {@link PackedFile}. */
    static InputStream open(Path path) throws IOException {
        return PackedFile.open(path);
    }
}
