package io.aegismatrix.data;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Set;

/**
 * On which days the New York Stock Exchange trades: a bar that is missing on such a day is a hole, on another it is not. By
 * the exchange's Rule 7.2, which has been the same since 1998 but for Juneteenth, and the days on which it was shut out of
 * turn. Such a day to come is not known here: its missing bar is then taken for a hole, which is the safe side.
 */
final class NewYorkSessions {

    private static final int JUNETEENTH_SINCE = 2022;

    private static final Set<MonthDay> DATES =
            Set.of(MonthDay.of(Month.JANUARY, 1), MonthDay.of(Month.JULY, 4), MonthDay.of(Month.DECEMBER, 25));
    private static final MonthDay JUNETEENTH = MonthDay.of(Month.JUNE, 19);
    private static final MonthDay NEW_YEARS_EVE = MonthDay.of(Month.DECEMBER, 31);

    /** Attacks, mourning for presidents, a hurricane. */
    private static final Set<LocalDate> SHUT = Set.of(
            LocalDate.of(2001, 9, 11),
            LocalDate.of(2001, 9, 12),
            LocalDate.of(2001, 9, 13),
            LocalDate.of(2001, 9, 14),
            LocalDate.of(2004, 6, 11),
            LocalDate.of(2007, 1, 2),
            LocalDate.of(2012, 10, 29),
            LocalDate.of(2012, 10, 30),
            LocalDate.of(2018, 12, 5),
            LocalDate.of(2025, 1, 9));

    private NewYorkSessions() {}

    static boolean contains(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday != SATURDAY
                && weekday != SUNDAY
                && !SHUT.contains(day)
                && !isMovable(day)
                && !isGoodFriday(day)
                && !isObserved(day);
    }

    /** A date's holiday is kept on the Friday before a Saturday, though not in another year, and on the Monday after a Sunday. */
    private static boolean isObserved(LocalDate day) {
        return isDate(day)
                || (day.getDayOfWeek() == MONDAY && isDate(day.minusDays(1)))
                || (day.plusDays(1).getDayOfWeek() == SATURDAY
                        && isDate(day.plusDays(1))
                        && !MonthDay.from(day).equals(NEW_YEARS_EVE));
    }

    private static boolean isDate(LocalDate day) {
        MonthDay date = MonthDay.from(day);
        return DATES.contains(date) || (date.equals(JUNETEENTH) && day.getYear() >= JUNETEENTH_SINCE);
    }

    private static boolean isMovable(LocalDate day) {
        return switch (day.getMonth()) {
            case JANUARY, FEBRUARY -> day.equals(day.with(dayOfWeekInMonth(3, MONDAY)));
            case MAY -> day.equals(day.with(lastInMonth(MONDAY)));
            case SEPTEMBER -> day.equals(day.with(dayOfWeekInMonth(1, MONDAY)));
            case NOVEMBER -> day.equals(day.with(dayOfWeekInMonth(4, THURSDAY)));
            default -> false;
        };
    }

    private static boolean isGoodFriday(LocalDate day) {
        return day.plusDays(2).equals(easter(day.getYear()));
    }

    /** Source: the anonymous algorithm of Nature, 20 April 1876, as in Meeus, Astronomical Algorithms, chapter 8. */
    private static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int ofCentury = year % 100;
        int correction = (century - (century + 8) / 25 + 1) / 3;
        int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
        int sunday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        int late = (golden + 11 * epact + 22 * sunday) / 451;
        int sum = epact + sunday - 7 * late + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }
}
