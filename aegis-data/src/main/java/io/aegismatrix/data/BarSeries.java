package io.aegismatrix.data;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The daily history of one instrument: completed sessions, strictly ascending, one bar a session. Immutable.
 */
public final class BarSeries {

    private final String instrument;
    private final List<DailyBar> bars;
    private final LocalDate[] sessions;

    private BarSeries(String instrument, List<DailyBar> bars) {
        this.instrument = instrument;
        this.bars = bars;
        this.sessions = bars.stream().map(DailyBar::session).toArray(LocalDate[]::new);
    }

    /**
     * Creates a series.
     *
     * @param instrument name of the instrument, such as {@code NIFTY50}
     * @param bars bars in strictly ascending session order; may be empty
     * @throws IllegalArgumentException if two bars share a session or the order is not ascending
     */
    public static BarSeries of(String instrument, List<DailyBar> bars) {
        Objects.requireNonNull(instrument, "instrument");
        List<DailyBar> copy = List.copyOf(bars);
        for (int i = 1; i < copy.size(); i++) {
            LocalDate before = copy.get(i - 1).session();
            LocalDate session = copy.get(i).session();
            if (!session.isAfter(before)) {
                throw new IllegalArgumentException(instrument + ": sessions must be strictly ascending, was " + session
                        + " after " + before + " (bar " + i + ")");
            }
        }
        return new BarSeries(instrument, copy);
    }

    /** Name of the instrument, such as {@code NIFTY50}. */
    public String instrument() {
        return instrument;
    }

    /** Number of sessions. */
    public int size() {
        return bars.size();
    }

    /** Whether there is no bar at all. */
    public boolean isEmpty() {
        return bars.isEmpty();
    }

    /** Bar at position {@code index}, 0 being the oldest. */
    public DailyBar bar(int index) {
        return bars.get(index);
    }

    /** All bars, oldest first; unmodifiable. */
    public List<DailyBar> bars() {
        return bars;
    }

    /**
     * The newest bar.
     *
     * @throws MarketDataException if the series is empty
     */
    public DailyBar last() {
        if (bars.isEmpty()) {
            throw new MarketDataException(instrument + ": no daily bar");
        }
        return bars.get(bars.size() - 1);
    }

    /** Position of a session, or empty if the series has no bar for it. */
    public OptionalInt find(LocalDate session) {
        int position = Arrays.binarySearch(sessions, session);
        return position >= 0 ? OptionalInt.of(position) : OptionalInt.empty();
    }

    /** The part up to and including {@code session}. */
    public BarSeries until(LocalDate session) {
        int position = Arrays.binarySearch(sessions, session);
        return slice(0, position >= 0 ? position + 1 : -position - 1);
    }

    /** The part from {@code session} on, inclusive. */
    public BarSeries from(LocalDate session) {
        int position = Arrays.binarySearch(sessions, session);
        return slice(position >= 0 ? position : -position - 1, bars.size());
    }

    private BarSeries slice(int from, int to) {
        return from == 0 && to == bars.size() ? this : new BarSeries(instrument, List.copyOf(bars.subList(from, to)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BarSeries that && instrument.equals(that.instrument) && bars.equals(that.bars);
    }

    @Override
    public int hashCode() {
        return 31 * instrument.hashCode() + bars.hashCode();
    }

    @Override
    public String toString() {
        return bars.isEmpty()
                ? instrument + " (no bars)"
                : instrument + " " + bars.size() + " sessions " + sessions[0] + ".." + sessions[sessions.length - 1];
    }
}
