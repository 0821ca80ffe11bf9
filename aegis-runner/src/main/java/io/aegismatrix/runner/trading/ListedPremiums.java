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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * End-of-day premiums of listed options as the exchange published them: columns {@code trade_date}, {@code expiry},
 * {@code option_type} (CE or PE), {@code strike}, {@code close} and {@code volume_units}, among others. Options that did
 * not trade on a day have no premium that day.
 */
public final class ListedPremiums {

    private static final String FOLDER = "bhavcopy";
    private static final String GZIP = ".gz";

    private final Map<Contracts, NavigableMap<Double, Double>> closes = new HashMap<>();

    /** Options of one kind and expiry on one day. */
    private record Contracts(LocalDate session, LocalDate expiry, boolean call) {}

    private ListedPremiums() {}

    /**
     * Reads every {@code bhavcopy/<symbol>_monthly_options_eod_*.csv} or {@code .csv.gz} of a folder of market data.
     *
     * @param symbol symbol of the underlying at the exchange, such as {@code NIFTY}
     * @return empty if the folder has no such file
     * @throws MarketDataException naming file and line of what cannot be read
     */
    public static Optional<ListedPremiums> find(Path folder, String symbol) {
        Path premiums = folder.resolve(FOLDER);
        if (!Files.isDirectory(premiums)) {
            return Optional.empty();
        }
        List<Path> files = files(premiums, symbol.toLowerCase(Locale.ROOT) + "_monthly_options_eod_*.{csv,csv.gz}");
        ListedPremiums found = new ListedPremiums();
        files.forEach(found::read);
        return files.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static List<Path> files(Path folder, String names) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names)) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw new MarketDataException(folder + ": cannot be listed: " + e.getMessage(), e);
        }
        Collections.sort(files);
        return files;
    }

    private void read(Path file) {
        long line = 1;
        try (InputStream in = open(file);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : csv) {
                line = row.getStartingLineNumber();
                add(file, row);
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

    private void add(Path file, NamedCsvRecord row) {
        try {
            LocalDate session = LocalDate.parse(text(row, "trade_date"));
            Contracts contracts = new Contracts(session, LocalDate.parse(text(row, "expiry")), isCall(row));
            double strike = positive(row, "strike");
            if (number(row, "volume_units") > 0) {
                closes.computeIfAbsent(contracts, key -> new TreeMap<>()).put(strike, positive(row, "close"));
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MarketDataException(file + ":" + row.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private static boolean isCall(NamedCsvRecord row) {
        String type = text(row, "option_type");
        if (!type.equals("CE") && !type.equals("PE")) {
            throw new IllegalArgumentException("option_type must be CE or PE, was '" + type + "'");
        }
        return type.equals("CE");
    }

    private static double positive(NamedCsvRecord row, String column) {
        double value = number(row, column);
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(column + " must be positive, was " + value);
        }
        return value;
    }

    private static double number(NamedCsvRecord row, String column) {
        String text = text(row, column);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column + " must be a number, was '" + text + "'", e);
        }
    }

    private static String text(NamedCsvRecord row, String column) {
        return row.findField(column)
                .orElseThrow(() -> new IllegalArgumentException("column '" + column + "' is missing"));
    }

    /** Traded strikes and their closing premiums, points; empty if none traded. Unmodifiable. */
    NavigableMap<Double, Double> closes(LocalDate session, LocalDate expiry, boolean call) {
        NavigableMap<Double, Double> found = closes.get(new Contracts(session, expiry, call));
        return found == null ? Collections.emptyNavigableMap() : Collections.unmodifiableNavigableMap(found);
    }
}
