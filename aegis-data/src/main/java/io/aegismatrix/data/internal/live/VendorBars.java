package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Turns a vendor's rows into bars that can be trusted, and tells what had to be left out or put in order. */
public final class VendorBars {

    /** A price from a session's last minute is the last one for our purposes: the vendor's stamps are not to the second. */
    private static final double MOST_UNUSABLE = 0.05;

    private static final int ALWAYS_ALLOWED = 10;

    private final String instrument;
    private final List<Row> rows;
    private final Optional<Instant> priced;
    private final TradingCalendar calendar;
    private final Instant asOf;
    private final BiConsumer<AnomalyCode, String> notice;

    /**
     * One bar as sent; NaN stands for null.
     *
     * @param stamp start of the bar
     */
    public record Row(Instant stamp, double open, double high, double low, double close, double volume) {

        /** Whether all four prices are there. */
        public boolean hasPrices() {
            return !Double.isNaN(open + high + low + close);
        }
    }

    /**
     * Rows to be turned into bars.
     *
     * @param priced moment of the vendor's newest price; empty if it tells none
     * @param notice who is told what had to be left out or put in order
     */
    public VendorBars(
            String instrument,
            List<Row> rows,
            Optional<Instant> priced,
            TradingCalendar calendar,
            Instant asOf,
            BiConsumer<AnomalyCode, String> notice) {
        this.instrument = instrument;
        this.rows = List.copyOf(rows);
        this.priced = priced;
        this.calendar = calendar;
        this.asOf = asOf;
        this.notice = notice;
    }

    /**
     * The completed sessions. The bar of a session counts once the session has closed and the vendor's newest price is
     * from its last minute or later.
     *
     * @throws MarketDataException if no bar is left or too many cannot be used
     */
    public BarSeries daily() {
        Map<LocalDate, DailyBar> bars = bySession(usable("daily"), calendar.zone());
        LocalDate completed = calendar.lastCompletedSession(asOf);
        bars.keySet().removeIf(session -> session.isAfter(completed));
        if (bars.containsKey(completed) && !isFinal(completed)) {
            bars.remove(completed);
            notice.accept(
                    AnomalyCode.BAR_PARTIAL,
                    instrument + ": the bar of " + completed + " is left out, the vendor's newest price is of "
                            + priced.map(Instant::toString).orElse("no known time"));
        }
        return series(bars);
    }

    /**
     * The days through {@code last} of an instrument of another exchange.
     *
     * @param zone by whose clock it has its days
     * @throws MarketDataException as {@link #daily()}
     */
    public BarSeries daily(ZoneId zone, LocalDate last) {
        Map<LocalDate, DailyBar> bars = bySession(usable("daily"), zone);
        bars.keySet().removeIf(day -> day.isAfter(last));
        return series(bars);
    }

    private BarSeries series(Map<LocalDate, DailyBar> bars) {
        if (bars.isEmpty()) {
            throw new MarketDataException(
                    instrument + ": none of " + rows.size() + " daily bars is of a session completed at " + asOf);
        }
        return BarSeries.of(instrument, List.copyOf(bars.values()));
    }

    private boolean isFinal(LocalDate session) {
        if (!calendar.isSession(session)) {
            return true;
        }
        return priced.map(newest -> calendar.hours(session).isFinal(newest, asOf))
                .orElseGet(() -> asOf.atZone(calendar.zone()).toLocalDate().isAfter(session));
    }

    /**
     * The complete bars inside sessions; may be empty before the first one is complete. A row off the interval's grid is
     * the vendor's live price and no bar.
     */
    public IntradaySeries intraday(Duration interval) {
        Instant known = priced.filter(at -> at.isBefore(asOf)).orElse(asOf);
        Map<Instant, IntradayBar> bars = new TreeMap<>();
        List<Row> complete = usable("intraday").stream()
                .filter(row -> isBar(row.stamp(), interval, known))
                .toList();
        collect(
                complete,
                bars,
                Row::stamp,
                row -> new IntradayBar(row.stamp(), row.open(), row.high(), row.low(), row.close()));
        return IntradaySeries.of(instrument, interval, calendar.zone(), List.copyOf(bars.values()));
    }

    private boolean isBar(Instant start, Duration interval, Instant known) {
        LocalDate day = start.atZone(calendar.zone()).toLocalDate();
        Instant end = start.plus(interval);
        if (!calendar.isSession(day)) {
            return !end.isAfter(known);
        }
        SessionHours hours = calendar.hours(day);
        boolean inside = !start.isBefore(hours.open()) && start.isBefore(hours.close());
        boolean onGrid = Duration.between(hours.open(), start).toSeconds() % interval.toSeconds() == 0;
        boolean sessionOver = !asOf.isBefore(hours.close()) && hours.isFinal(known, asOf);
        return inside && onGrid && (sessionOver || !end.isAfter(known));
    }

    private Map<LocalDate, DailyBar> bySession(List<Row> usable, ZoneId zone) {
        Map<LocalDate, DailyBar> bars = new TreeMap<>();
        collect(
                usable,
                bars,
                row -> day(row, zone),
                row -> new DailyBar(
                        day(row, zone),
                        row.open(),
                        row.high(),
                        row.low(),
                        row.close(),
                        Double.isNaN(row.volume()) ? 0 : row.volume()));
        return bars;
    }

    private static LocalDate day(Row row, ZoneId zone) {
        return row.stamp().atZone(zone).toLocalDate();
    }

    /** The rows that have prices, by time. */
    private List<Row> usable(String kind) {
        List<Row> whole = new ArrayList<>(rows.stream().filter(Row::hasPrices).toList());
        int empty = rows.size() - whole.size();
        if (empty > 0) {
            notice.accept(
                    AnomalyCode.BARS_WITHOUT_PRICES,
                    instrument + ": " + empty + " of " + rows.size() + " " + kind + " bars have no prices; newest "
                            + newestWithoutPrices());
        }
        if (kind.equals("daily")) {
            requireFew(empty, "without prices");
        }
        Comparator<Row> byTime = Comparator.comparing(Row::stamp);
        long backwards = IntStream.range(1, whole.size())
                .filter(i -> byTime.compare(whole.get(i - 1), whole.get(i)) > 0)
                .count();
        if (backwards > 0) {
            notice.accept(
                    AnomalyCode.BARS_UNSORTED,
                    instrument + ": " + backwards + " " + kind + " bars were earlier than the one before; sorted");
            whole.sort(byTime);
        }
        return whole;
    }

    private Instant newestWithoutPrices() {
        return rows.stream()
                .filter(row -> !row.hasPrices())
                .map(Row::stamp)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private <K, B> void collect(List<Row> chosen, Map<K, B> bars, Function<Row, K> key, Function<Row, B> bar) {
        List<String> repeated = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (Row row : chosen) {
            try {
                B made = bar.apply(row);
                B before = bars.put(key.apply(row), made);
                if (before != null) {
                    repeated.add(Objects.equals(before, made) ? made + ", both alike" : before + " and " + made);
                }
            } catch (IllegalArgumentException e) {
                invalid.add(String.valueOf(e.getMessage()));
            }
        }
        report(AnomalyCode.BARS_REPEATED, repeated, "bars came twice, the later one is used");
        report(AnomalyCode.BARS_INVALID, invalid, "bars contradict themselves and are left out");
        requireFew(invalid.size(), "that contradict themselves");
    }

    private void report(AnomalyCode code, List<String> found, String what) {
        if (!found.isEmpty()) {
            notice.accept(
                    code, instrument + ": " + found.size() + " " + what + "; newest " + found.get(found.size() - 1));
        }
    }

    private void requireFew(int unusable, String what) {
        int size = rows.size();
        if (unusable > Math.max(ALWAYS_ALLOWED, MOST_UNUSABLE * size)) {
            throw new MarketDataException(instrument + ": " + unusable + " of " + size + " bars " + what
                    + ", more than 5 %: the answer is not used");
        }
    }
}
