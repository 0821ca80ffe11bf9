package io.aegismatrix.data.internal;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.StampParts.StampForm;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Decides between readings of a file's dates that are all possible, by what a price file is like. One after the other,
 * and only while it leaves a reading: the rows are in order; nine of ten days are sessions; rows of neighbouring days are
 * at most four days apart, in the median.
 */
final class DateEvidence {

    private static final double FEW_CLOSED = 0.1;
    private static final long USUAL_GAP = 4;

    private final TradingCalendar calendar;
    private final boolean intraday;

    DateEvidence(TradingCalendar calendar, boolean intraday) {
        this.calendar = calendar;
        this.intraday = intraday;
    }

    /** The readings that remain, in their own order; more than one if nothing speaks against the others. */
    List<StampForm> settle(Map<StampForm, List<LocalDate>> readings) {
        Map<StampForm, List<LocalDate>> left = new TreeMap<>(readings);
        keep(left, this::inOrder);
        keep(left, this::onSessions);
        keep(left, DateEvidence::closeTogether);
        return List.copyOf(left.keySet());
    }

    private static void keep(Map<StampForm, List<LocalDate>> readings, Predicate<List<LocalDate>> test) {
        Map<StampForm, List<LocalDate>> passed = new TreeMap<>(readings);
        passed.values().removeIf(test.negate());
        if (!passed.isEmpty()) {
            readings.keySet().retainAll(passed.keySet());
        }
    }

    private boolean inOrder(List<LocalDate> days) {
        List<LocalDate> each = new ArrayList<>();
        for (LocalDate day : days) {
            if (!intraday || each.isEmpty() || !each.get(each.size() - 1).equals(day)) {
                each.add(day);
            }
        }
        return new BarOrder<>(each, Collections.nCopies(each.size(), 0), (first, second) -> true)
                .strewn()
                .isEmpty();
    }

    private boolean onSessions(List<LocalDate> days) {
        TreeSet<LocalDate> distinct = new TreeSet<>(days);
        long closed = distinct.stream().filter(day -> !calendar.isSession(day)).count();
        return closed <= FEW_CLOSED * distinct.size();
    }

    private static boolean closeTogether(List<LocalDate> days) {
        List<LocalDate> distinct = List.copyOf(new TreeSet<>(days));
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < distinct.size(); i++) {
            gaps.add(ChronoUnit.DAYS.between(distinct.get(i - 1), distinct.get(i)));
        }
        Collections.sort(gaps);
        return gaps.isEmpty() || gaps.get(gaps.size() / 2) <= USUAL_GAP;
    }
}
