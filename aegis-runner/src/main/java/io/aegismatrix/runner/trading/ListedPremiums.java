package io.aegismatrix.runner.trading;

import io.aegismatrix.runner.trading.PublishedTable.Row;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * End-of-day premiums of listed options as the exchange published them: columns {@code trade_date}, {@code expiry},
 * {@code option_type} (CE or PE), {@code strike}, {@code close} and {@code volume_units}, among others. Options that did
 * not trade on a day have no premium that day.
 */
public final class ListedPremiums {

    private static final String FOLDER = "bhavcopy";

    private final Map<Contracts, NavigableMap<Double, Double>> closes = new HashMap<>();

    /** Options of one kind and expiry on one day. */
    private record Contracts(LocalDate session, LocalDate expiry, boolean call) {}

    private ListedPremiums() {}

    /**
     * Reads every {@code bhavcopy/<symbol>_monthly_options_eod_*.csv} or {@code .csv.gz} of a folder of market data.
     *
     * @param symbol symbol of the underlying at the exchange, such as {@code NIFTY}
     * @return empty if the folder has no such file
     * @throws io.aegismatrix.data.MarketDataException naming file and line of what cannot be read
     */
    public static Optional<ListedPremiums> find(Path folder, String symbol) {
        List<Path> files = PublishedTable.files(
                folder.resolve(FOLDER), symbol.toLowerCase(Locale.ROOT) + "_monthly_options_eod_*.{csv,csv.gz}");
        ListedPremiums found = new ListedPremiums();
        files.forEach(file -> PublishedTable.read(file, found::add));
        return files.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private void add(Row row) {
        Contracts contracts = new Contracts(row.date("trade_date"), row.date("expiry"), isCall(row));
        double strike = row.positive("strike");
        if (row.number("volume_units") > 0) {
            closes.computeIfAbsent(contracts, key -> new TreeMap<>()).put(strike, row.positive("close"));
        }
    }

    private static boolean isCall(Row row) {
        String type = row.text("option_type");
        if (!type.equals("CE") && !type.equals("PE")) {
            throw new IllegalArgumentException("option_type must be CE or PE, was '" + type + "'");
        }
        return type.equals("CE");
    }

    /** Traded strikes and their closing premiums, points; empty if none traded. Unmodifiable. */
    NavigableMap<Double, Double> closes(LocalDate session, LocalDate expiry, boolean call) {
        NavigableMap<Double, Double> found = closes.get(new Contracts(session, expiry, call));
        return found == null ? Collections.emptyNavigableMap() : Collections.unmodifiableNavigableMap(found);
    }
}
