package io.aegismatrix.runner.config;

import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day, or a moment of it, as people write them on the command line. A time without an offset is the exchange's; what two
 * countries read differently is refused.
 *
 * @param day the day, in the exchange's zone if a moment was given
 * @param moment the moment, if more than a day was given
 */
public record GivenTime(LocalDate day, Optional<Instant> moment) {

    private static final Pattern FORM = Pattern.compile("(?<day>.+?)"
            + "(?:(?:[Tt]|\\s+)(?<time>\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)"
            + "\\s*(?<offset>[Zz]|[+-]\\d{2}(?::?\\d{2})?)?\\s*(?:\\[(?<zone>[^\\]]+)\\])?)?");

    private static final Pattern DIGITS = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})");

    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.BASIC_ISO_DATE,
            form("uuuu/M/d"),
            form("d-MMM-uuuu"),
            form("d-MMM-uu"),
            form("d MMM uuuu"),
            form("MMM d, uuuu"));

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("H:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private static DateTimeFormatter form(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /**
     * Reads a flag that takes a day only.
     *
     * @throws CommandException with exit code 2, saying how to write it
     */
    public static LocalDate day(String flag, String text, ZoneId zone, Clock clock) {
        GivenTime given = read(flag + " must be a date such as 2024-12-31", text, zone, clock);
        if (given.moment().isPresent()) {
            throw CommandException.usage(
                    flag + " must be a date such as 2024-12-31, without a time, was '" + text + "'");
        }
        return given.day();
    }

    /** Reads a flag that takes a day or a moment. @throws CommandException with exit code 2, saying how to write it */
    public static GivenTime dayOrMoment(String flag, String text, ZoneId zone, Clock clock) {
        String rule = flag + " must be a date such as 2024-12-31 or a moment such as 2024-12-31T15:30 in " + zone
                + ", or 2024-12-31T10:00:00Z";
        return read(rule, text, zone, clock);
    }

    private static GivenTime read(String rule, String text, ZoneId zone, Clock clock) {
        try {
            return read(text.strip(), zone, clock.instant());
        } catch (DateTimeException e) {
            String why = e instanceof Unclear ? " (" + e.getMessage() + ")" : "";
            throw new CommandException(ExitCode.USAGE, rule + ", was '" + text + "'" + why, e);
        }
    }

    private static GivenTime read(String text, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        if (text.equalsIgnoreCase("now")) {
            return new GivenTime(today, Optional.of(now));
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new DateTimeException("no date");
        }
        LocalDate day = form.group("day").equalsIgnoreCase("today") ? today : day(form.group("day"));
        return form.group("time") == null ? new GivenTime(day, Optional.empty()) : at(day, form, zone);
    }

    private static GivenTime at(LocalDate day, Matcher form, ZoneId zone) {
        String offset = form.group("offset");
        String stated = form.group("zone");
        ZoneId place = offset != null
                ? ZoneOffset.of(offset.toUpperCase(Locale.ROOT))
                : stated == null ? zone : ZoneId.of(stated);
        LocalTime time = time(form.group("time"));
        Instant moment = day.atTime(time).atZone(place).toInstant();
        if (offset != null
                && stated != null
                && !ZoneId.of(stated).getRules().getOffset(moment).equals(place)) {
            throw new Unclear(stated + " is not at " + offset + " then");
        }
        return new GivenTime(moment.atZone(zone).toLocalDate(), Optional.of(moment));
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text, TIME);
    }

    private static LocalDate day(String text) {
        Matcher digits = DIGITS.matcher(text);
        if (digits.matches()) {
            return day(
                    Integer.parseInt(digits.group(1)),
                    Integer.parseInt(digits.group(3)),
                    Integer.parseInt(digits.group(4)));
        }
        for (DateTimeFormatter form : DAYS) {
            try {
                return LocalDate.parse(text, form);
            } catch (DateTimeException e) {
                // Another form may fit.
            }
        }
        throw new DateTimeException("no date");
    }

    /** India writes the day first, others the month: only what cannot be both is taken. */
    private static LocalDate day(int first, int second, int year) {
        if (first != second && first <= 12 && second <= 12) {
            LocalDate dayFirst = LocalDate.of(year, second, first);
            throw new Unclear("either " + dayFirst + " or " + LocalDate.of(year, first, second)
                    + "; write the year first, as in " + dayFirst);
        }
        return second > 12 ? LocalDate.of(year, first, second) : LocalDate.of(year, second, first);
    }

    /** Could be read in two ways. */
    private static final class Unclear extends DateTimeException {

        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }
}
