package io.aegismatrix.features;

import io.aegismatrix.data.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Where the session stands in the week, the month and the option cycle, by what was known on the day itself. Expiries
 * are those after the session: at the close of an expiry day its contract is gone.
 */
final class CalendarFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.CALENDAR;
    private static final String SESSIONS = "sessions";
    private static final String FLAG = "flag";
    private static final int FIRST_SESSIONS_OF_MONTH = 3;

    /** Three sessions of a month are always over by this day; a later one cannot be among the first. */
    private static final int LATEST_MONTH_START = 10;

    /** A session before this day is never the last of its month. */
    private static final int EARLIEST_MONTH_END = 24;

    /**
     * Stands for an expiry that no rule known on the day covers: the index had no listed options yet. That is a state of
     * the market and not a missing input, so its features have values, those of the furthest expiry there can be; a
     * session without them would be lost to every model.
     */
    private static final LocalDate NOT_LISTED = LocalDate.MIN;

    /** Sessions to the expiry of an index without listed options: the longest way from one monthly expiry to the next. */
    private static final int SESSIONS_TO_NO_EXPIRY = 25;

    private CalendarFeatures() {}

    static List<Feature> list() {
        return List.of(
                weekday("weekday_sin", "sin(2 pi * weekday / 7), Monday = 0", Math::sin),
                weekday("weekday_cos", "cos(2 pi * weekday / 7), Monday = 0", Math::cos),
                sessionsToWeeklyExpiry(),
                sessionsToMonthlyExpiry(),
                monthlyExpiryWeek(),
                daysSincePreviousSession(),
                daysToNextSession(),
                monthTurn());
    }

    private static Feature weekday(String name, String formula, DoubleUnaryOperator wave) {
        return new Feature(
                name,
                GROUP,
                "fraction",
                1,
                formula,
                data -> data.column(i -> {
                    int weekday = data.history().session(i).getDayOfWeek().getValue() - 1;
                    return wave.applyAsDouble(2 * Math.PI * weekday / 7);
                }));
    }

    private static Feature sessionsToWeeklyExpiry() {
        return new Feature(
                "sessions_to_weekly_expiry",
                GROUP,
                SESSIONS,
                1,
                "sessions in (session, next weekly or monthly expiry]; the monthly one before weekly options existed",
                CalendarFeatures::toWeeklyExpiry);
    }

    private static double[] toWeeklyExpiry(FeatureWorkspace data) {
        return data.shared("sessions_to_weekly_expiry", () -> {
            List<LocalDate> weekly = weeklyExpiries(data);
            return data.column(i -> listed(weekly.get(i))
                    ? sessionsBetween(data, i, data.history().session(i), weekly.get(i))
                    : SESSIONS_TO_NO_EXPIRY);
        });
    }

    private static Feature sessionsToMonthlyExpiry() {
        return new Feature(
                "sessions_to_monthly_expiry",
                GROUP,
                SESSIONS,
                1,
                "sessions in (session, next monthly expiry]",
                data -> {
                    List<LocalDate> weekly = weeklyExpiries(data);
                    List<LocalDate> monthly = monthlyExpiries(data);
                    double[] toWeekly = toWeeklyExpiry(data);
                    return data.column(i -> listed(monthly.get(i))
                            ? toWeekly[i] + sessionsBetween(data, i, weekly.get(i), monthly.get(i))
                            : SESSIONS_TO_NO_EXPIRY);
                });
    }

    private static Feature monthlyExpiryWeek() {
        return new Feature(
                "monthly_expiry_week",
                GROUP,
                FLAG,
                1,
                "1 if the next session is in the calendar week, Monday to Sunday, of the next monthly expiry",
                data -> {
                    List<LocalDate> next = nextSessions(data);
                    List<LocalDate> expiries = monthlyExpiries(data);
                    return data.column(i ->
                            listed(expiries.get(i)) && monday(next.get(i)).equals(monday(expiries.get(i))) ? 1 : 0);
                });
    }

    private static Feature daysSincePreviousSession() {
        return new Feature(
                "calendar_days_since_previous_session",
                GROUP,
                "calendar_days",
                2,
                "calendar days between the previous row's session and this one",
                data -> {
                    List<LocalDate> sessions = data.history().sessions();
                    return data.columnFrom(1, i -> ChronoUnit.DAYS.between(sessions.get(i - 1), sessions.get(i)));
                });
    }

    private static Feature daysToNextSession() {
        return new Feature(
                "calendar_days_to_next_session",
                GROUP,
                "calendar_days",
                1,
                "calendar days to the next session as announced by the day itself",
                data -> {
                    List<LocalDate> sessions = data.history().sessions();
                    List<LocalDate> next = nextSessions(data);
                    return data.column(i -> ChronoUnit.DAYS.between(sessions.get(i), next.get(i)));
                });
    }

    private static Feature monthTurn() {
        return new Feature(
                "month_turn",
                GROUP,
                FLAG,
                1,
                "1 if the next session is the last or one of the first 3 of its month (Lakonishok and Smidt 1988)",
                data -> {
                    List<LocalDate> next = nextSessions(data);
                    return data.column(i -> turnsMonth(
                                    data.calendar(), next.get(i), data.history().session(i))
                            ? 1
                            : 0);
                });
    }

    private static boolean turnsMonth(TradingCalendar calendar, LocalDate day, LocalDate knownOn) {
        int dayOfMonth = day.getDayOfMonth();
        if (dayOfMonth <= LATEST_MONTH_START) {
            LocalDate monthBefore = day.withDayOfMonth(1).minusDays(1);
            return calendar.sessionsBetween(monthBefore, day, knownOn) <= FIRST_SESSIONS_OF_MONTH;
        }
        return dayOfMonth >= EARLIEST_MONTH_END
                && calendar.nextSession(day, knownOn).getMonth() != day.getMonth();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static List<LocalDate> nextSessions(FeatureWorkspace data) {
        return data.dates("next_sessions", session -> data.calendar().nextSession(session, session));
    }

    private static List<LocalDate> monthlyExpiries(FeatureWorkspace data) {
        return data.dates(
                "monthly_expiries",
                session -> data.calendar()
                        .findMonthlyExpiry(session.plusDays(1), session)
                        .orElse(NOT_LISTED));
    }

    private static List<LocalDate> weeklyExpiries(FeatureWorkspace data) {
        return data.dates(
                "weekly_expiries",
                session -> data.calendar()
                        .weeklyExpiry(session.plusDays(1), session)
                        .or(() -> data.calendar().findMonthlyExpiry(session.plusDays(1), session))
                        .orElse(NOT_LISTED));
    }

    private static boolean listed(LocalDate expiry) {
        return !expiry.equals(NOT_LISTED);
    }

    /** Sessions in {@code (from, to]}, by what was known on the row's session. */
    private static int sessionsBetween(FeatureWorkspace data, int row, LocalDate from, LocalDate to) {
        return data.calendar().sessionsBetween(from, to, data.history().session(row));
    }
}
