package io.aegismatrix.data.internal;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.internal.NamedTable.Row;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Holds the contract sizes that sources tell against those the calendar has: a bhavcopy and a broker's list tell them by
 * expiry, {@code fo_mktlots.csv} by month. What a source counts is counted by its own size, all else by the calendar's, which
 * is dated and sourced; a difference is told, for then one of both is out of date.
 */
public final class LotSizes {

    private static final Pattern NAME = Pattern.compile("(?i)fo_mktlots.*\\.(csv|csv\\.gz|csv\\.zip|zip)");
    private static final Set<String> HEADER = Set.of("underlying", "symbol");
    private static final DateTimeFormatter MONTH = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("MMM-uu")
            .toFormatter(Locale.ENGLISH);

    private final TradingCalendar calendar;
    private final Underlying underlying;
    private final SortedSet<String> differences = new TreeSet<>();

    /** Nothing compared yet. */
    public LotSizes(TradingCalendar calendar, Underlying underlying) {
        this.calendar = calendar;
        this.underlying = underlying;
    }

    /** Whether a file is a list of lots by its name. */
    static boolean isList(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }

    /** The calendar's size; 1 where it has none, which leaves units as they are. */
    double known(LocalDate expiry, LocalDate session) {
        OptionalInt lot = calendar.lotSize(expiry, session);
        return lot.isPresent() ? lot.getAsInt() : 1;
    }

    /** Compares what a file, or a list, of a day says of an expiry. */
    public void compare(String file, LocalDate session, LocalDate expiry, double told) {
        OptionalInt ours = calendar.lotSize(expiry, session);
        if (ours.isPresent() && ours.getAsInt() != told) {
            differences.add(underlying.nseSymbol() + " expiring " + expiry + ": " + file + " has " + Math.round(told)
                    + ", the calendar " + ours.getAsInt() + " by what was known on " + session);
        }
    }

    /**
     * Compares the lists of lots of a folder. Such a file tells no day but the months that are listed: it is looked at in
     * its first month and the month before, so that nobody is told of the past by a list of the future.
     */
    void compareLists(Path folder, LocalDate today, Consumer<Anomaly> noticed) {
        for (Path path : ExchangeFolder.files(folder, LotSizes::isList)) {
            try {
                SortedMap<YearMonth, Double> lots = read(path);
                if (!lots.isEmpty() && isCurrent(lots.firstKey(), YearMonth.from(today))) {
                    lots.forEach((month, lot) -> compare(path, month, lot, today));
                }
            } catch (MarketDataException e) {
                noticed.accept(
                        Anomaly.of(AnomalyCode.EXCHANGE_FILE_UNREADABLE, e.getMessage() + "; read on without it"));
            }
        }
    }

    private static boolean isCurrent(YearMonth first, YearMonth month) {
        return first.equals(month) || first.minusMonths(1).equals(month);
    }

    /** Monthly expiries only: the list does not say which of a month's it means where they differ. */
    private void compare(Path path, YearMonth month, double lot, LocalDate today) {
        Optional<LocalDate> expiry = calendar.findMonthlyExpiry(month.atDay(1), today);
        expiry.filter(day -> YearMonth.from(day).equals(month) && !day.isBefore(today))
                .ifPresent(day -> compare(path.getFileName().toString(), today, day, lot));
    }

    private SortedMap<YearMonth, Double> read(Path path) {
        SortedMap<YearMonth, Double> lots = new TreeMap<>();
        Map<YearMonth, String> columns = new HashMap<>();
        NamedTable.read(path, List.of(HEADER), row -> {
            if (row.text("SYMBOL").equals(underlying.nseSymbol())) {
                months(row, columns);
                columns.forEach((month, column) -> {
                    if (row.count(column) > 0) {
                        lots.put(month, row.count(column));
                    }
                });
            }
        });
        return lots;
    }

    private static void months(Row row, Map<YearMonth, String> columns) {
        for (String column : row.columns()) {
            month(column).ifPresent(month -> columns.put(month, column));
        }
    }

    private static Optional<YearMonth> month(String column) {
        try {
            return Optional.of(YearMonth.parse(column, MONTH));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // a column of names
        }
    }

    /** What differed; empty if nothing did. */
    public Optional<Anomaly> told() {
        List<String> all = new ArrayList<>(differences);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(Anomaly.of(AnomalyCode.LOT_SIZE_MISMATCH, Examples.of(all, "contract sizes differ")));
    }
}
