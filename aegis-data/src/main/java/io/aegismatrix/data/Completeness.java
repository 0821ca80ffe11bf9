package io.aegismatrix.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Which sessions between a series' first and last bar have one.
 *
 * @param expected the calendar's sessions from the first bar to the last, both included
 * @param missing those without a bar, ascending
 */
public record Completeness(List<LocalDate> expected, List<LocalDate> missing) {

    /** Copies the lists. */
    public Completeness {
        expected = List.copyOf(expected);
        missing = List.copyOf(missing);
    }

    /** The completeness of a series; an empty one has nothing to expect. */
    public static Completeness of(BarSeries series, TradingCalendar calendar) {
        if (series.isEmpty()) {
            return new Completeness(List.of(), List.of());
        }
        List<LocalDate> expected =
                calendar.sessions(series.bar(0).session(), series.last().session());
        List<LocalDate> held = series.bars().stream().map(DailyBar::session).toList();
        return new Completeness(expected, minus(expected, held));
    }

    /** Share of the expected sessions that have a bar, 0 to 1; 0 where none is expected. */
    public double share() {
        return expected.isEmpty() ? 0 : 1 - missing.size() / (double) expected.size();
    }

    /** The days of one ascending list that the other, ascending too, lacks. */
    static List<LocalDate> minus(List<LocalDate> days, List<LocalDate> others) {
        List<LocalDate> rest = new ArrayList<>();
        int position = 0;
        for (LocalDate day : days) {
            while (position < others.size() && others.get(position).isBefore(day)) {
                position++;
            }
            if (position == others.size() || !others.get(position).equals(day)) {
                rest.add(day);
            }
        }
        return rest;
    }
}
