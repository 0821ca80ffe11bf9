package io.aegismatrix.data;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Bars inside sessions of one instrument, grouped by the trading day they belong to. Immutable. */
public final class IntradaySeries {

    private final String instrument;
    private final Duration interval;
    private final ZoneId zone;
    private final List<IntradayBar> bars;
    private final NavigableMap<LocalDate, List<IntradayBar>> bySession;

    private IntradaySeries(String instrument, Duration interval, ZoneId zone, List<IntradayBar> bars) {
        this.instrument = instrument;
        this.interval = interval;
        this.zone = zone;
        this.bars = bars;
        this.bySession = Collections.unmodifiableNavigableMap(group(zone, bars));
    }

    private static NavigableMap<LocalDate, List<IntradayBar>> group(ZoneId zone, List<IntradayBar> bars) {
        NavigableMap<LocalDate, List<IntradayBar>> groups = new TreeMap<>();
        int from = 0;
        while (from < bars.size()) {
            LocalDate day = bars.get(from).start().atZone(zone).toLocalDate();
            Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
            int to = from + 1;
            while (to < bars.size() && bars.get(to).start().isBefore(midnight)) {
                to++;
            }
            groups.put(day, List.copyOf(bars.subList(from, to)));
            from = to;
        }
        return groups;
    }

    /**
     * Creates a series.
     *
     * @param instrument name of the instrument
     * @param interval length of one bar; positive
     * @param zone the exchange's time zone, which decides the session a bar belongs to
     * @param bars bars in strictly ascending order of start; may be empty
     */
    public static IntradaySeries of(String instrument, Duration interval, ZoneId zone, List<IntradayBar> bars) {
        Objects.requireNonNull(instrument, "instrument");
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException(instrument + ": interval must be positive, was " + interval);
        }
        List<IntradayBar> copy = List.copyOf(bars);
        for (int i = 1; i < copy.size(); i++) {
            Instant before = copy.get(i - 1).start();
            if (!copy.get(i).start().isAfter(before)) {
                throw new IllegalArgumentException(instrument + ": intraday bars must be strictly ascending, was "
                        + copy.get(i).start() + " after " + before);
            }
        }
        return new IntradaySeries(instrument, interval, zone, copy);
    }

    /** Name of the instrument. */
    public String instrument() {
        return instrument;
    }

    /** Length of one bar. */
    public Duration interval() {
        return interval;
    }

    /** All bars, oldest first. */
    public List<IntradayBar> bars() {
        return bars;
    }

    /** The trading days that have at least one bar, ascending. */
    public List<LocalDate> sessions() {
        return List.copyOf(bySession.keySet());
    }

    /** The bars of one trading day, oldest first; empty if there are none. */
    public List<IntradayBar> session(LocalDate day) {
        return bySession.getOrDefault(day, List.of());
    }

    /** Only the bars that had ended by {@code moment}: a bar still being formed is not known yet. */
    public IntradaySeries until(Instant moment) {
        int known = bars.size();
        while (known > 0 && bars.get(known - 1).start().plus(interval).isAfter(moment)) {
            known--;
        }
        return slice(0, known);
    }

    /** Only the bars of {@code session} and later ones. */
    public IntradaySeries from(LocalDate session) {
        Instant midnight = session.atStartOfDay(zone).toInstant();
        int first = 0;
        while (first < bars.size() && bars.get(first).start().isBefore(midnight)) {
            first++;
        }
        return slice(first, bars.size());
    }

    private IntradaySeries slice(int from, int to) {
        return from == 0 && to == bars.size()
                ? this
                : new IntradaySeries(instrument, interval, zone, List.copyOf(bars.subList(from, to)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntradaySeries that
                && instrument.equals(that.instrument)
                && interval.equals(that.interval)
                && zone.equals(that.zone)
                && bars.equals(that.bars);
    }

    @Override
    public int hashCode() {
        return Objects.hash(instrument, interval, zone, bars);
    }

    @Override
    public String toString() {
        return instrument + " " + interval + " " + bars.size() + " bars in " + bySession.size() + " sessions";
    }
}
