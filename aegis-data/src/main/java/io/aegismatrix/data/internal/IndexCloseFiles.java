package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.internal.NamedTable.Row;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The index company's daily file of all indices, {@code ind_close_all_05102026.csv}: the official prices of a session. A
 * file counts as a whole or not at all, and its day is the one inside.
 */
final class IndexCloseFiles {

    private static final Pattern NAME = Pattern.compile("(?i)ind_close_all.*\\.(csv|csv\\.gz|csv\\.zip|zip)");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("(?<!\\d)(\\d{2})(\\d{2})(\\d{2})(\\d{2})(?!\\d)");
    private static final Set<String> HEADER =
            Set.of("index name", "index date", "open index value", "closing index value");
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;

    private final Map<String, String> instruments = new HashMap<>();
    private final Map<String, NavigableMap<LocalDate, Official>> found = new HashMap<>();
    private final Consumer<Anomaly> noticed;

    /** A bar and the file that told it. */
    private record Official(DailyBar bar, String file) {}

    /** Our names of the indices it tells that are wanted, by the index company's. */
    static Map<String, String> names(Underlying underlying, boolean companions) {
        Map<String, String> names = new HashMap<>();
        names.put(underlying.nseIndexName(), underlying.name());
        names.put(underlying.nseVolatilityIndexName(), underlying.volatilityIndex());
        if (companions) {
            Companion.of(underlying)
                    .forEach(companion ->
                            companion.nseIndexName().ifPresent(official -> names.put(official, companion.name())));
        }
        return names;
    }

    private IndexCloseFiles(Consumer<Anomaly> noticed) {
        this.noticed = noticed;
    }

    /** Whether a file is one of them by its name. */
    static boolean isOne(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    /**
     * Reads every such file of a folder.
     *
     * @param instruments our names of the wanted indices by the index company's
     * @param last last session wanted; a file whose name tells a later one is not opened
     * @return the bars by our name, without the sessions for which a file has a close only; empty series are left out
     */
    static Map<String, BarSeries> read(
            Path folder, Map<String, String> instruments, LocalDate last, Consumer<Anomaly> noticed) {
        IndexCloseFiles files = new IndexCloseFiles(noticed);
        instruments.forEach((official, ours) -> files.instruments.put(normal(official), ours));
        for (Path path : ExchangeFolder.files(folder, IndexCloseFiles::isOne)) {
            if (namedDay(path.getFileName().toString()).filter(last::isBefore).isEmpty()) {
                files.add(path);
            }
        }
        Map<String, BarSeries> series = new HashMap<>();
        files.found.forEach((instrument, bars) -> series.put(
                instrument,
                BarSeries.of(
                        instrument, bars.values().stream().map(Official::bar).toList())));
        return series;
    }

    /** Looks whether a file is whole and of the day in its name. @throws MarketDataException if it is not */
    static void requireGood(Path path) {
        IndexCloseFiles file = new IndexCloseFiles(any -> {});
        String name = path.getFileName().toString();
        NamedTable.read(path, List.of(HEADER), row -> file.take(row, name, namedDay(name), new HashMap<>()));
    }

    private void add(Path path) {
        String file = path.getFileName().toString();
        try {
            Map<String, NavigableMap<LocalDate, Official>> inside = new HashMap<>();
            Optional<LocalDate> named = namedDay(file);
            NamedTable.read(path, List.of(HEADER), row -> take(row, file, named, inside));
            inside.forEach((instrument, bars) -> bars.values().forEach(one -> keep(instrument, one)));
        } catch (MarketDataException e) {
            noticed.accept(Anomaly.of(AnomalyCode.EXCHANGE_FILE_UNREADABLE, e.getMessage() + "; read on without it"));
        }
    }

    /** Of files that contradict each other the first by name counts, and both are told. */
    private void keep(String instrument, Official one) {
        Official before = found.computeIfAbsent(instrument, any -> new TreeMap<>())
                .putIfAbsent(one.bar().session(), one);
        if (before != null && before.bar().close() != one.bar().close()) {
            noticed.accept(Anomaly.of(
                    AnomalyCode.CLOSE_MISMATCH,
                    instrument + " " + one.bar().session() + ": " + before.file() + " closes at "
                            + before.bar().close() + ", which is used, " + one.file() + " at "
                            + one.bar().close()));
        }
    }

    private void take(
            Row row, String file, Optional<LocalDate> named, Map<String, NavigableMap<LocalDate, Official>> inside) {
        LocalDate session = row.date("Index Date");
        if (named.isPresent() && !named.get().equals(session)) {
            throw new IllegalArgumentException("holds the session " + session + ", but its name says " + named.get()
                    + ": the wrong file was served; get it again");
        }
        String instrument = instruments.get(normal(row.text("Index Name")));
        if (instrument == null) {
            return;
        }
        bar(row, session).ifPresent(bar -> {
            Official before = inside.computeIfAbsent(instrument, any -> new TreeMap<>())
                    .putIfAbsent(session, new Official(bar, file));
            if (before != null && !before.bar().equals(bar)) {
                throw new IllegalArgumentException(
                        row.text("Index Name") + " stands there twice for " + session + ", and differs");
            }
        });
    }

    /** Empty for an index, or a day, of which only a close is told: such a close has been wrong. */
    private static Optional<DailyBar> bar(Row row, LocalDate session) {
        double open = row.count("Open Index Value");
        double high = row.count("High Index Value");
        double low = row.count("Low Index Value");
        double close = row.count("Closing Index Value");
        return open == 0 || high == 0 || low == 0 || close == 0
                ? Optional.empty()
                : Optional.of(
                        new DailyBar(session, open, high, low, close, row.has("Volume") ? row.count("Volume") : 0));
    }

    /** One spelling for all of an index's: {@code CNX Nifty} is the {@code Nifty 50}, {@code Bank Nifty} the {@code Nifty Bank}. */
    static String normal(String name) {
        String bare = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        String today = bare.replaceFirst("^(SPCNX|CNX)", "NIFTY").replaceFirst("^NIFTYNIFTY", "NIFTY");
        return switch (today) {
            case "NIFTY" -> "NIFTY50";
            case "BANKNIFTY" -> "NIFTYBANK";
            default -> today;
        };
    }

    /** The exchange puts the day first; archives of it the year. */
    private static Optional<LocalDate> namedDay(String file) {
        Matcher digits = EIGHT_DIGITS.matcher(file);
        if (!digits.find()) {
            return Optional.empty();
        }
        return day(digits.group(3) + digits.group(4), digits.group(2), digits.group(1))
                .or(() -> day(digits.group(1) + digits.group(2), digits.group(3), digits.group(4)));
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        return Integer.parseInt(year) < FIRST_YEAR || Integer.parseInt(year) > LAST_YEAR
                ? Optional.empty()
                : StampParts.of(year + month + day).flatMap(parts -> parts.date(StampParts.StampForm.YEAR_FIRST));
    }
}
