package io.aegismatrix.runner.config;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.runner.failure.CommandException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The moment a run looks at the market: now, or what {@code --as-of} says. */
public final class AsOf {

    private static final Duration AFTER_CLOSE = Duration.ofMinutes(30);
    private static final LocalTime EVENING = LocalTime.of(16, 0);

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT);

    private AsOf() {}

    /**
     * Reads the option. A day means after that day's close: half an hour after it, which is 16:00 in India on an ordinary
     * session up to 2026-07 and 16:10 since; 16:00 on a day without one. {@code today} means now for as long as that is not
     * reached.
     *
     * @throws CommandException if it is neither a day nor a moment, or lies in the future
     */
    public static Instant parse(Optional<String> text, TradingCalendar calendar, Clock clock) {
        Instant now = clock.instant();
        Instant moment = text.map(value -> moment(value, calendar, clock)).orElse(now);
        if (moment.isAfter(now)) {
            throw CommandException.usage(
                    "--as-of " + text.orElse("") + " lies in the future: " + moment + " is after the clock's " + now);
        }
        return moment;
    }

    private static Instant moment(String text, TradingCalendar calendar, Clock clock) {
        GivenTime given = GivenTime.dayOrMoment("--as-of", text, calendar.zone(), clock);
        Instant moment = given.moment().orElseGet(() -> afterClose(given.day(), calendar));
        Instant now = clock.instant();
        return text.strip().equalsIgnoreCase("today") && moment.isAfter(now) ? now : moment;
    }

    /** A moment as people read it: in the exchange's zone, and in that of the files. */
    public static String shown(Instant moment, TradingCalendar calendar) {
        return SHOWN.format(moment.atZone(calendar.zone())) + " " + calendar.zone() + " (" + moment + ")";
    }

    /** The evening of a day, when its close is known. */
    public static Instant afterClose(LocalDate day, TradingCalendar calendar) {
        return calendar.isSession(day)
                ? calendar.close(day).plus(AFTER_CLOSE)
                : day.atTime(EVENING).atZone(calendar.zone()).toInstant();
    }
}
