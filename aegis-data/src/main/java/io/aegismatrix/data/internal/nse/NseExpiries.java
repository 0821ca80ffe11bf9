package io.aegismatrix.data.internal.nse;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which expiries a run asks for where a request serves one: the nearest, and once too few sessions are left to it for
 * its smile to tell a skew, the next one that has enough. For weekly options that is the following week's rather than
 * the month's: the time to it stays between one and two weeks, so that one day's skew compares with another's.
 */
final class NseExpiries {

    private final TradingCalendar calendar;
    private final LocalDate today;
    private final LocalDate nearest;

    /** {@code calendar} has the underlying's own expiry rules. */
    NseExpiries(TradingCalendar calendar, Instant asOf) {
        this.calendar = calendar;
        this.today = asOf.atZone(calendar.zone()).toLocalDate();
        this.nearest = from(calendar.state(asOf) == SessionState.CLOSED ? today.plusDays(1) : today);
    }

    private LocalDate from(LocalDate day) {
        return calendar.weeklyExpiry(day, today).orElseGet(() -> calendar.monthlyExpiry(day, today));
    }

    /** The first expiry that still trades. */
    LocalDate nearest() {
        return nearest;
    }

    /**
     * The expiry to ask for beside the nearest; empty while the nearest one is enough.
     *
     * @param listed the expiries that the exchange says are listed; without any the calendar's are taken
     */
    Optional<LocalDate> further(List<LocalDate> listed) {
        if (isEnough(nearest)) {
            return Optional.empty();
        }
        if (!listed.isEmpty()) {
            return listed.stream().filter(this::isEnough).min(LocalDate::compareTo);
        }
        LocalDate next = nearest;
        while (!isEnough(next)) {
            next = from(next.plusDays(1));
        }
        return Optional.of(next);
    }

    private boolean isEnough(LocalDate expiry) {
        return calendar.sessionsBetween(today, expiry, today) >= OptionChain.LEAST_SMILE_SESSIONS;
    }
}
