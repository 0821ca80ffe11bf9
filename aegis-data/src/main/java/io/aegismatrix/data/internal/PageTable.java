package io.aegismatrix.data.internal;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.internal.NamedTable.Row;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a table of many snapshots of the exchange's chain page: a strike a row, calls left and puts right, with the
 * snapshot's day and minute, the expiry and the index. Open interest is what the page showed.
 */
final class PageTable {

    private static final double PERCENT = 100;
    private static final Set<String> HEADER =
            Set.of("trade_date", "snapshot_time", "expiry", "underlying", "strike", "ce_oi", "pe_oi");

    /** One moment; an index that differs in it is of another snapshot. */
    private record Key(Instant asOf, double spot) {}

    private final ZoneId zone;
    private final Map<Key, List<OptionQuote>> quotes =
            new TreeMap<>(Comparator.comparing(Key::asOf).thenComparing(Key::spot));

    private PageTable(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The chains of a file by moment, the expiries of a moment together.
     *
     * @throws io.aegismatrix.data.MarketDataException naming file and line of what cannot be read
     */
    static List<OptionChain> read(Path path, String symbol, ZoneId zone) {
        PageTable table = new PageTable(zone);
        NamedTable.read(path, List.of(HEADER), table::take);
        List<OptionChain> chains = new ArrayList<>();
        table.quotes.forEach((key, legs) -> chains.add(new OptionChain(symbol, key.asOf(), key.spot(), legs)));
        return chains;
    }

    private void take(Row row) {
        Key key = new Key(moment(row), row.positive("underlying"));
        LocalDate expiry = row.date("expiry");
        List<OptionQuote> legs = quotes.computeIfAbsent(key, any -> new ArrayList<>());
        legs.add(leg(row, expiry, Right.CALL, "ce_"));
        legs.add(leg(row, expiry, Right.PUT, "pe_"));
    }

    private Instant moment(Row row) {
        String time = row.text("snapshot_time");
        try {
            return row.date("trade_date")
                    .atTime(LocalTime.parse(time))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("snapshot_time must be HH:mm, was '" + time + "'", e);
        }
    }

    private static OptionQuote leg(Row row, LocalDate expiry, Right right, String prefix) {
        OptionalDouble percent = figure(row, prefix + "iv");
        return new OptionQuote(
                expiry,
                row.positive("strike"),
                right,
                row.count(prefix + "oi"),
                row.count(prefix + "volume"),
                percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / PERCENT) : percent,
                figure(row, prefix + "ltp"),
                figure(row, prefix + "bid"),
                figure(row, prefix + "ask"));
    }

    /** Empty where the page showed none. */
    private static OptionalDouble figure(Row row, String column) {
        double value = row.count(column);
        return value == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
