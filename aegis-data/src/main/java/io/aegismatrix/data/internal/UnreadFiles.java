package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.aegismatrix.data.MarketDataException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of a folder that look like market data and are not read, so that nobody believes they were. */
final class UnreadFiles {

    private static final Pattern ANY = Pattern.compile("[^.].*");
    private static final Pattern TEXT = Pattern.compile(".*\\.(csv|tsv|txt)(\\.gz)?");
    private static final Pattern OTHER =
            Pattern.compile(".*\\.(zip|xls|xlsx|xlsm|ods|json|json\\.gz|parquet|feather|html?)");
    private static final Pattern MARKET_WORDS = Pattern.compile(
            ".*(nifty|vix|sensex|nsei|bsesn|bhav|ohlc|option|chain|candle|ind_close|udiff|historical|intraday).*");
    private static final Set<String> CONTRACT_WORDS =
            Set.of("strkpric", "strike_pr", "strike", "strike price", "xprydt", "expiry_dt", "tckrsymb");
    private static final int MOST_LOOKED_INTO = 50;
    private static final int MOST_NAMED = 8;
    private static final int TITLES = 5;

    private UnreadFiles() {}

    /** The names, sorted, at most eight of them; empty if there are none. */
    static String names(Path folder, Predicate<Path> known) {
        List<String> names = Folders.files(folder, "", ANY).stream()
                .filter(known.negate())
                .limit(MOST_LOOKED_INTO)
                .filter(UnreadFiles::looksLikeMarketData)
                .map(path -> path.getFileName().toString())
                .toList();
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }

    private static boolean looksLikeMarketData(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return TEXT.matcher(name).matches()
                ? holdsPrices(path)
                : OTHER.matcher(name).matches() && MARKET_WORDS.matcher(name).matches();
    }

    private static boolean holdsPrices(Path path) {
        return PriceRows.findSeparator(path, false).isPresent() || holdsContracts(path);
    }

    /** A bhavcopy or a chain: a column of strikes or expiries. */
    private static boolean holdsContracts(Path path) {
        try {
            return CsvTable.head(path, ',', TITLES).stream().anyMatch(UnreadFiles::namesContracts);
        } catch (MarketDataException e) {
            // Not text, or empty: nothing that could be taken for market data.
            return false;
        }
    }

    private static boolean namesContracts(CsvRecord row) {
        return PriceRows.cells(row).stream().anyMatch(cell -> CONTRACT_WORDS.contains(cell.toLowerCase(Locale.ROOT)));
    }
}
