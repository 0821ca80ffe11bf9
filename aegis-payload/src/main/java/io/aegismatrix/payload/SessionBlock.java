package io.aegismatrix.payload;

import io.aegismatrix.data.SessionState;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the run stands in the exchange's calendar.
 *
 * @param date the exchange's date at the run's market time
 * @param state before, in, after, or without a session
 * @param nextSession first session after {@code date}
 * @param weeklyExpiry first weekly or monthly expiry on or after {@code date}
 * @param monthlyExpiry first monthly expiry on or after {@code date}
 * @param sessionsToWeekly sessions after {@code date} up to and including the weekly expiry
 * @param sessionsToMonthly sessions after {@code date} up to and including the monthly expiry
 * @param lotSize contract size for the weekly expiry
 * @param reason why a value of this block is unknown, or what about the calendar is not yet announced
 */
public record SessionBlock(
        LocalDate date,
        SessionState state,
        LocalDate nextSession,
        Optional<LocalDate> weeklyExpiry,
        LocalDate monthlyExpiry,
        OptionalInt sessionsToWeekly,
        int sessionsToMonthly,
        OptionalInt lotSize,
        Optional<String> reason) {

    /** Validates the order of the dates and that every unknown has a reason. */
    public SessionBlock {
        Checks.present(date, "date");
        Checks.present(state, "state");
        Checks.present(nextSession, "nextSession");
        Checks.present(monthlyExpiry, "monthlyExpiry");
        Checks.atLeast(0, sessionsToMonthly, "sessionsToMonthly");
        Checks.atLeast(0, sessionsToWeekly, "sessionsToWeekly");
        Checks.atLeast(1, lotSize, "lotSize");
        Checks.text(reason, "reason");
        if (!nextSession.isAfter(date)) {
            throw new IllegalArgumentException("nextSession must be after " + date + ", was " + nextSession);
        }
        requireNotPast(date, monthlyExpiry, "monthlyExpiry");
        if (weeklyExpiry.isPresent()) {
            requireNotPast(date, weeklyExpiry.get(), "weeklyExpiry");
        }
        Checks.reasonFor(weeklyExpiry.isEmpty(), "weeklyExpiry", reason, "reason");
        Checks.reasonFor(sessionsToWeekly.isEmpty(), "sessionsToWeekly", reason, "reason");
        Checks.reasonFor(lotSize.isEmpty(), "lotSize", reason, "reason");
    }

    private static void requireNotPast(LocalDate date, LocalDate expiry, String name) {
        if (expiry.isBefore(date)) {
            throw new IllegalArgumentException(name + " must not be before " + date + ", was " + expiry);
        }
    }
}
