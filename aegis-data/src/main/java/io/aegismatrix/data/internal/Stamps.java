package io.aegismatrix.data.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates and times as exporters write them: ISO dates, ISO timestamps with or without an offset, and NSE's
 * {@code 02-Jan-2024}. Read by position, because a formatter costs more than the rest of a cold start's parsing.
 */
public final class Stamps {

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int DATE_LENGTH = 10;
    private static final int NSE_LENGTH = 11;
    private static final int MINUTES_LENGTH = 5;
    private static final int SECONDS_LENGTH = 8;

    private Stamps() {}

    /** The trading day a cell names; a moment with an offset belongs to the day it falls on in {@code zone}. */
    static Optional<LocalDate> day(String cell, ZoneId zone) {
        try {
            if (cell.length() == DATE_LENGTH) {
                return Optional.of(isoDate(cell));
            }
            if (cell.length() == NSE_LENGTH) {
                return Optional.of(nseDate(cell));
            }
            return Optional.of(instant(cell, zone).atZone(zone).toLocalDate());
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The day NSE's JSON names: {@code 31-Jan-2024} or, inside a leg, {@code 31-01-2024}. */
    public static Optional<LocalDate> nseDay(String cell) {
        try {
            return Optional.of(cell.length() == NSE_LENGTH ? nseDate(cell) : dayMonthYear(cell));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static LocalDate dayMonthYear(String cell) {
        requireDash(cell, 2);
        requireDash(cell, 5);
        return LocalDate.of(number(cell, 6, DATE_LENGTH), number(cell, 3, 5), number(cell, 0, 2));
    }

    /** The moment a cell names; without an offset it is meant in {@code zone}. */
    public static Optional<Instant> moment(String cell, ZoneId zone) {
        try {
            return Optional.of(instant(cell, zone));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(String cell, ZoneId zone) {
        boolean nse = cell.charAt(2) == '-';
        int dateLength = nse ? NSE_LENGTH : DATE_LENGTH;
        LocalDate date = nse ? nseDate(cell.substring(0, NSE_LENGTH)) : isoDate(cell.substring(0, DATE_LENGTH));
        char separator = cell.charAt(dateLength);
        if (separator != 'T' && separator != ' ') {
            throw new DateTimeException("expected T or a blank between date and time in " + cell);
        }
        int end = endOfTime(cell, dateLength + 1);
        LocalDateTime local = date.atTime(time(cell, dateLength + 1, end));
        return local.toInstant(end == cell.length() ? zone.getRules().getOffset(local) : offset(cell.substring(end)));
    }

    /** Hours, minutes and maybe seconds by position; whatever is written otherwise is left to the formatter. */
    static LocalTime time(String cell, int from, int to) {
        int length = to - from;
        boolean seconds = length == SECONDS_LENGTH && cell.charAt(from + 5) == ':';
        if ((length != MINUTES_LENGTH && !seconds) || cell.charAt(from + 2) != ':') {
            return LocalTime.parse(cell.substring(from, to));
        }
        return LocalTime.of(
                number(cell, from, from + 2),
                number(cell, from + 3, from + 5),
                seconds ? number(cell, from + 6, to) : 0);
    }

    private static int endOfTime(String cell, int from) {
        int end = from;
        while (end < cell.length()
                && (isDigit(cell.charAt(end)) || cell.charAt(end) == ':' || cell.charAt(end) == '.')) {
            end++;
        }
        return end;
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.of(text.strip().toUpperCase(Locale.ROOT));
    }

    /** A date such as {@code 2024-01-31}; a {@link DateTimeException} or an {@link IndexOutOfBoundsException} if it is none. */
    static LocalDate isoDate(String cell) {
        requireDash(cell, 4);
        requireDash(cell, 7);
        return LocalDate.of(number(cell, 0, 4), number(cell, 5, 7), number(cell, 8, DATE_LENGTH));
    }

    private static LocalDate nseDate(String cell) {
        requireDash(cell, 2);
        requireDash(cell, 6);
        int month = MONTHS.indexOf(cell.substring(3, 6).toLowerCase(Locale.ROOT));
        if (month < 0 || month % 3 != 0) {
            throw new DateTimeException("no month in " + cell);
        }
        return LocalDate.of(number(cell, 7, NSE_LENGTH), month / 3 + 1, number(cell, 0, 2));
    }

    private static void requireDash(String cell, int at) {
        if (cell.charAt(at) != '-') {
            throw new DateTimeException("expected - at " + at + " of " + cell);
        }
    }

    private static int number(String cell, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(cell.charAt(i))) {
                throw new DateTimeException("expected a digit at " + i + " of " + cell);
            }
            value = 10 * value + cell.charAt(i) - '0';
        }
        return value;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
