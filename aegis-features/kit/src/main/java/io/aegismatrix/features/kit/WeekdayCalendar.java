package io.aegismatrix.features.kit;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A calendar without holidays: Monday to Friday, 09:15 to 15:30 IST, Thursday expiries, weekly ones from February 2019. */
public final class WeekdayCalendar implements TradingCalendar {

    static final LocalDate FIRST_WEEKLY_DAY = LocalDate.of(2019, 2, 11);

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    @Override
    public ZoneId zone() {
        return ZONE;
    }

    @Override
    public boolean isSession(LocalDate day) {
        return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
    }

    @Override
    public boolean isSession(LocalDate day, LocalDate knownOn) {
        return isSession(day);
    }

    @Override
    public Instant open(LocalDate day) {
        return at(day, LocalTime.of(9, 15));
    }

    @Override
    public Instant close(LocalDate day) {
        return at(day, LocalTime.of(15, 30));
    }

    private Instant at(LocalDate day, LocalTime time) {
        if (!isSession(day)) {
            throw new MarketDataException(day + " is not a session");
        }
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    @Override
    public SessionState state(Instant moment) {
        LocalDate day = moment.atZone(ZONE).toLocalDate();
        if (!isSession(day)) {
            return SessionState.HOLIDAY;
        }
        if (moment.isBefore(open(day))) {
            return SessionState.PRE_OPEN;
        }
        return moment.isBefore(close(day)) ? SessionState.OPEN : SessionState.CLOSED;
    }

    @Override
    public LocalDate lastCompletedSession(Instant moment) {
        LocalDate day = moment.atZone(ZONE).toLocalDate();
        return isSession(day) && !moment.isBefore(close(day)) ? day : previousSession(day);
    }

    @Override
    public LocalDate nextSession(LocalDate day, LocalDate knownOn) {
        LocalDate next = day.plusDays(1);
        while (!isSession(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    @Override
    public LocalDate previousSession(LocalDate day) {
        LocalDate previous = day.minusDays(1);
        while (!isSession(previous)) {
            previous = previous.minusDays(1);
        }
        return previous;
    }

    @Override
    public int sessionsBetween(LocalDate after, LocalDate until, LocalDate knownOn) {
        return until.isAfter(after) ? sessions(after.plusDays(1), until).size() : 0;
    }

    @Override
    public List<LocalDate> sessions(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).filter(this::isSession).toList();
    }

    @Override
    public Optional<LocalDate> weeklyExpiry(LocalDate day, LocalDate knownOn) {
        return knownOn.isBefore(FIRST_WEEKLY_DAY)
                ? Optional.empty()
                : Optional.of(day.with(TemporalAdjusters.nextOrSame(DayOfWeek.THURSDAY)));
    }

    @Override
    public LocalDate monthlyExpiry(LocalDate day, LocalDate knownOn) {
        LocalDate thisMonth = day.with(TemporalAdjusters.lastInMonth(DayOfWeek.THURSDAY));
        return thisMonth.isBefore(day)
                ? day.plusMonths(1).withDayOfMonth(1).with(TemporalAdjusters.lastInMonth(DayOfWeek.THURSDAY))
                : thisMonth;
    }

    @Override
    public OptionalInt lotSize(LocalDate expiry, LocalDate knownOn) {
        return OptionalInt.empty();
    }

    /** The overnight move counts for 0.3; the rest passes evenly. */
    @Override
    public double varianceShareElapsed(LocalDate day, Instant moment) {
        if (moment.isBefore(open(day))) {
            return 0;
        }
        double elapsed = Duration.between(open(day), moment).toSeconds();
        return Math.min(
                1, 0.3 + 0.7 * elapsed / Duration.between(open(day), close(day)).toSeconds());
    }

    @Override
    public LocalDate announcedThrough(LocalDate knownOn) {
        return knownOn.with(TemporalAdjusters.lastDayOfYear());
    }
}
