package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aegismatrix.data.MarketDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Reads the small data files that ship in this artifact; lines starting with {@code #} say where the facts are from. */
final class ResourceTable {

    private ResourceTable() {}

    /** Every record of {@code /io/aegismatrix/data/<name>}, in file order. */
    static <T> List<T> read(String name, Function<NamedCsvRecord, T> row) {
        String path = "/io/aegismatrix/data/" + name;
        try (InputStream in = ResourceTable.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new MarketDataException("resource " + path + " is missing from the aegis-data artifact");
            }
            try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
                return reader.stream().map(row).toList();
            }
        } catch (IOException e) {
            throw new MarketDataException("resource " + path + " cannot be read", e);
        }
    }
}
