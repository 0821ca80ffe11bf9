package io.aegismatrix.data.internal;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date or moment taken apart, before it is decided which of its numbers is the day and which the month.
 *
 * @param shape how it is written
 * @param separator what stands between the numbers of a numeric date, blank elsewhere
 * @param first the first number
 * @param second the second number, or the month of a named one
 * @param third the third number
 * @param time time of day, if there is one
 * @param offset offset from UTC, if there is one
 * @param instant the moment of a count since 1970
 */
record StampParts(
        Shape shape,
        char separator,
        int first,
        int second,
        int third,
        @Nullable LocalTime time,
        @Nullable ZoneOffset offset,
        @Nullable Instant instant) {

    /** How dates are written; of some shapes the reading follows from the cell alone. */
    enum Shape {
        /** {@code 2024-12-31}, {@code 2024/12/31}, {@code 20241231}. */
        YEAR_FIRST(StampForm.YEAR_FIRST),
        /** {@code 31-Dec-2024}, {@code Dec 31, 2024}: first the day, second the month, third the year. */
        NAMED(StampForm.DAY_FIRST),
        /** Seconds, or thousandths, millionths or billionths of them, since 1970; or a spreadsheet's days since 1900. */
        COUNT(StampForm.COUNT),
        /** {@code 31-Dec-24}. */
        NAMED_SHORT(StampForm.DAY_FIRST, StampForm.YEAR_FIRST),
        /** {@code 31/12/2024} or {@code 12/31/2024}. */
        NUMERIC(StampForm.DAY_FIRST, StampForm.MONTH_FIRST),
        /** {@code 31/12/24}, {@code 12/31/24} or {@code 24/12/31}. */
        NUMERIC_SHORT(StampForm.DAY_FIRST, StampForm.MONTH_FIRST, StampForm.YEAR_FIRST);

        private final ImmutableList<StampForm> forms;

        Shape(StampForm... forms) {
            this.forms = ImmutableList.copyOf(forms);
        }

        /** The ways in which it can be meant. */
        List<StampForm> forms() {
            return forms;
        }

        /** Whether a cell tells by itself how it is meant, so that such shapes may be mixed in one file. */
        boolean isPlain() {
            return forms.size() == 1;
        }
    }

    /** Which number is the day. */
    enum StampForm {
        DAY_FIRST("day first"),
        MONTH_FIRST("month first"),
        YEAR_FIRST("year first"),
        COUNT("a count since 1970");

        private final String words;

        StampForm(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final int LONGEST = 64;
    private static final String WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[, ]+)?";
    private static final String TIME =
            "(?:(?:[T_]|,?\\s+|:)(?:(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<inMinute>\\d{2})"
                    + "(?:[.,](?<fraction>\\d{1,9}))?)?\\s*(?<half>[ap]\\.?m\\.?)?|(?<clock>\\d{3,6})))?";
    private static final String OFFSET =
            "\\s*(?<offset>Z|IST|UTC|GMT|(?:GMT|UTC)?\\s*[+-]\\d{1,2}(?::?\\d{2})?(?::\\d{2})?)?\\s*(?:\\[[\\w/+-]+\\]|\\([\\w /+-]+\\))?";
    private static final String MONTH = "(?<month>[a-z]{3,9})\\.?";

    private static final Pattern NUMBERS =
            pattern("(?<first>\\d{1,4})(?<separator>[-/. ])(?<second>\\d{1,2})\\k<separator>(?<third>\\d{1,4})");
    private static final Pattern COMPACT = pattern("(?<first>\\d{4})(?<second>\\d{2})(?<third>\\d{2})");
    private static final Pattern DAY_NAMED = pattern(
            WEEKDAY + "(?<first>\\d{1,2})(?:st|nd|rd|th)?[-/. ]?" + MONTH + ",?[-/. ]?'?(?<third>\\d{4}|\\d{2})");
    private static final Pattern MONTH_NAMED =
            pattern(WEEKDAY + MONTH + "[-/. ]?(?<first>\\d{1,2})(?:st|nd|rd|th)?,?[-/. ]\\s*(?<third>\\d{4})");
    private static final Pattern YEAR_NAMED = pattern("(?<third>\\d{4})[-/. ]" + MONTH + "[-/. ](?<first>\\d{1,2})");
    private static final Pattern COUNTED =
            Pattern.compile("\\d{5,19}(?:\\.\\d{1,12})?|\\d\\.\\d{1,18}[eE]\\+?\\d{1,2}");
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2100;
    /** Years of two digits and counts begin with 1980: no index of ours is older. */
    private static final int FIRST_SHORT_YEAR = 80;

    private static final long SECONDS_A_DAY = 86_400;
    private static final BigDecimal EARLIEST = seconds(1900 + FIRST_SHORT_YEAR);
    private static final BigDecimal LATEST = seconds(LAST_YEAR);
    /** Day 25,569 of a spreadsheet is 1970-01-01. */
    private static final BigDecimal SPREADSHEET_1970 = BigDecimal.valueOf(25_569);

    private static BigDecimal seconds(int year) {
        return BigDecimal.valueOf(LocalDate.of(year, 1, 1).toEpochDay() * SECONDS_A_DAY);
    }

    private static Pattern pattern(String date) {
        return Pattern.compile("(?i)" + date + TIME + OFFSET);
    }

    /** Takes a cell apart; empty if it is no date or moment. */
    static Optional<StampParts> of(String cell) {
        if (cell.length() > LONGEST || cell.length() < 5) {
            return Optional.empty();
        }
        try {
            if (COUNTED.matcher(cell).matches()) {
                Optional<StampParts> counted = counted(new BigDecimal(cell));
                return counted.isPresent() ? counted : compact(cell.replaceFirst("\\.0+$", ""));
            }
            for (Pattern pattern : List.of(NUMBERS, COMPACT, DAY_NAMED, MONTH_NAMED, YEAR_NAMED)) {
                Matcher matcher = pattern.matcher(cell);
                if (matcher.matches()) {
                    return pattern == NUMBERS || pattern == COMPACT ? numeric(matcher) : named(matcher);
                }
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<StampParts> compact(String cell) {
        Matcher matcher = COMPACT.matcher(cell);
        return matcher.matches() ? numeric(matcher) : Optional.empty();
    }

    private static Optional<StampParts> counted(BigDecimal value) {
        for (int power : new int[] {0, 3, 6, 9}) {
            BigDecimal seconds = value.movePointLeft(power);
            if (seconds.compareTo(EARLIEST) >= 0 && seconds.compareTo(LATEST) < 0) {
                return Optional.of(count(seconds, null));
            }
        }
        BigDecimal days = value.subtract(SPREADSHEET_1970).multiply(BigDecimal.valueOf(SECONDS_A_DAY));
        boolean sheet = days.compareTo(EARLIEST) >= 0 && days.compareTo(LATEST) < 0;
        // A spreadsheet's days have no time zone: they are read like a date and a time of day.
        return sheet
                ? Optional.of(count(days.setScale(0, RoundingMode.HALF_UP), LocalTime.MIDNIGHT))
                : Optional.empty();
    }

    private static StampParts count(BigDecimal seconds, @Nullable LocalTime local) {
        Instant instant = Instant.ofEpochSecond(
                seconds.longValue(),
                seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
        return new StampParts(Shape.COUNT, ' ', 0, 0, 0, local, null, instant);
    }

    private static Optional<StampParts> numeric(Matcher matcher) {
        String first = matcher.group("first");
        String third = matcher.group("third");
        Shape shape;
        if (first.length() == 4 && third.length() <= 2) {
            shape = Shape.YEAR_FIRST;
        } else if (first.length() <= 2 && third.length() == 4) {
            shape = Shape.NUMERIC;
        } else if (first.length() <= 2 && third.length() <= 2) {
            shape = Shape.NUMERIC_SHORT;
        } else {
            return Optional.empty();
        }
        char separator = shape.isPlain() ? ' ' : matcher.group("separator").charAt(0);
        return Optional.of(new StampParts(
                shape,
                separator,
                Integer.parseInt(first),
                Integer.parseInt(matcher.group("second")),
                Integer.parseInt(third),
                time(matcher),
                offset(matcher.group("offset")),
                null));
    }

    private static Optional<StampParts> named(Matcher matcher) {
        String name = matcher.group("month").toLowerCase(Locale.ROOT);
        int month = MONTHS.indexOf(name.substring(0, 3));
        if (month < 0 || month % 3 != 0 || !isMonth(name, month / 3 + 1)) {
            return Optional.empty();
        }
        String year = matcher.group("third");
        return Optional.of(new StampParts(
                year.length() == 4 ? Shape.NAMED : Shape.NAMED_SHORT,
                ' ',
                Integer.parseInt(matcher.group("first")),
                month / 3 + 1,
                Integer.parseInt(year),
                time(matcher),
                offset(matcher.group("offset")),
                null));
    }

    /** {@code Sep}, {@code Sept} and {@code September}, but not {@code Sepia}. */
    private static boolean isMonth(String name, int month) {
        String whole = Month.of(month).name().toLowerCase(Locale.ROOT);
        return whole.startsWith(name);
    }

    private static @Nullable LocalTime time(Matcher matcher) {
        String clock = matcher.group("clock");
        if (clock != null) {
            boolean seconds = clock.length() > 4;
            int value = Integer.parseInt(clock) * (seconds ? 1 : 100);
            return LocalTime.of(value / 10_000, value / 100 % 100, value % 100);
        }
        if (matcher.group("hour") == null) {
            return null;
        }
        int hour = Integer.parseInt(matcher.group("hour"));
        String half = matcher.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("no hour of half a day: " + hour);
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        String fraction = matcher.group("fraction");
        return LocalTime.of(
                hour,
                Integer.parseInt(matcher.group("minute")),
                matcher.group("inMinute") == null ? 0 : Integer.parseInt(matcher.group("inMinute")),
                fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String offset = text.toUpperCase(Locale.ROOT)
                .replace("GMT", "")
                .replace("UTC", "")
                .strip();
        if (offset.equals("IST")) {
            return ZoneOffset.ofHoursMinutes(5, 30);
        }
        return offset.isEmpty()
                ? ZoneOffset.UTC
                : ZoneOffset.of(offset.length() == 2 ? offset.charAt(0) + "0" + offset.charAt(1) : offset);
    }

    /** The date, if it is meant in that way. */
    Optional<LocalDate> date(StampForm form) {
        int year = form == StampForm.YEAR_FIRST ? first : third;
        int month = form == StampForm.MONTH_FIRST ? first : second;
        int day = switch (form) {
            case YEAR_FIRST -> third;
            case MONTH_FIRST -> second;
            default -> first;
        };
        boolean two = shape == Shape.NAMED_SHORT || shape == Shape.NUMERIC_SHORT;
        int full = two ? year + (year < FIRST_SHORT_YEAR ? 2000 : 1900) : year;
        if (full < FIRST_YEAR || full >= LAST_YEAR || month < 1 || month > 12 || day < 1) {
            return Optional.empty();
        }
        return day > YearMonth.of(full, month).lengthOfMonth()
                ? Optional.empty()
                : Optional.of(LocalDate.of(full, month, day));
    }

    /** The trading day: the date as written, or the one a moment with an offset falls on in {@code zone}. */
    Optional<LocalDate> day(StampForm form, ZoneId zone, Optional<ZoneOffset> unsaid) {
        boolean asWritten = instant == null && (time == null || (offset == null && unsaid.isEmpty()));
        return asWritten
                ? date(form)
                : moment(form, zone, unsaid).map(moment -> moment.atZone(zone).toLocalDate());
    }

    /** The moment; without an offset it is meant in {@code unsaid}, or else in {@code zone}. Empty without a time. */
    Optional<Instant> moment(StampForm form, ZoneId zone, Optional<ZoneOffset> unsaid) {
        Instant counted = instant;
        if (counted != null) {
            return Optional.of(time == null ? counted : inZone(counted, zone));
        }
        LocalTime clock = time;
        if (clock == null) {
            return Optional.empty();
        }
        ZoneOffset given = offset == null ? unsaid.orElse(null) : offset;
        return date(form)
                .map(date -> given == null
                        ? date.atTime(clock).atZone(zone).toInstant()
                        : date.atTime(clock).toInstant(given));
    }

    private static Instant inZone(Instant local, ZoneId zone) {
        return local.atZone(ZoneOffset.UTC).toLocalDateTime().atZone(zone).toInstant();
    }
}
