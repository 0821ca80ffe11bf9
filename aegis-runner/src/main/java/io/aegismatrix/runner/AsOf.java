package io.aegismatrix.runner;

import io.aegismatrix.data.TradingCalendar;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** The moment a run looks at the market: now, or what {@code --as-of} says. */
final class AsOf {

    private static final Duration AFTER_CLOSE = Duration.ofMinutes(30);
    private static final LocalTime EVENING = LocalTime.of(16, 0);

    private AsOf() {}

    /**
     * Reads the option. A date means after that day's close: half an hour after it, which is 16:00 in India on an
     * ordinary session up to 2026-07 and 16:10 since; 16:00 on a day without one.
     *
     * @throws CommandException if it is neither a date nor an instant, or lies in the future
     */
    static Instant parse(Optional<String> text, TradingCalendar calendar, Clock clock) {
        Instant now = clock.instant();
        Instant moment = text.map(value -> moment(value, calendar)).orElse(now);
        if (moment.isAfter(now)) {
            throw CommandException.usage(
                    "--as-of " + text.orElse("") + " lies in the future: " + moment + " is after the clock's " + now);
        }
        return moment;
    }

    private static Instant moment(String text, TradingCalendar calendar) {
        try {
            return text.indexOf('T') >= 0 ? Instant.parse(text) : afterClose(LocalDate.parse(text), calendar);
        } catch (DateTimeException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--as-of must be a date such as 2024-12-31 or an instant such as 2024-12-31T06:30:00Z, was '" + text
                            + "'",
                    e);
        }
    }

    /** The evening of a day, when its close is known. */
    static Instant afterClose(LocalDate day, TradingCalendar calendar) {
        return calendar.isSession(day)
                ? calendar.close(day).plus(AFTER_CLOSE)
                : day.atTime(EVENING).atZone(calendar.zone()).toInstant();
    }
}
