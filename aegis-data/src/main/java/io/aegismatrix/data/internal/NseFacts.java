package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When the National Stock Exchange trades, as its files say: every fact with the day it became known. */
record NseFacts(
        Map<LocalDate, Holiday> holidays,
        Map<LocalDate, SpecialSession> specialSessions,
        List<RegularHours> hours,
        List<AnnouncedYear> announcedYears) {

    static NseFacts read() {
        return new NseFacts(
                byDay(ResourceTable.read("nse-holidays.csv", Holiday::parse), Holiday::day),
                byDay(ResourceTable.read("nse-special-sessions.csv", SpecialSession::parse), SpecialSession::day),
                ResourceTable.read("nse-session-hours.csv", RegularHours::parse),
                ResourceTable.read("nse-announced-years.csv", AnnouncedYear::parse));
    }

    /** What was known on a day and nothing else. */
    NseFacts knownOn(LocalDate day) {
        return new NseFacts(
                byDay(
                        holidays.values().stream()
                                .filter(fact -> !fact.knownOn().isAfter(day))
                                .map(fact -> fact.asOf(day))
                                .toList(),
                        Holiday::day),
                byDay(
                        specialSessions.values().stream()
                                .filter(fact -> !fact.knownOn().isAfter(day))
                                .toList(),
                        SpecialSession::day),
                hours.stream().filter(fact -> !fact.knownOn().isAfter(day)).toList(),
                announcedYears.stream()
                        .filter(fact -> !fact.knownOn().isAfter(day))
                        .toList());
    }

    private static <T> Map<LocalDate, T> byDay(List<T> entries, Function<T, LocalDate> day) {
        return entries.stream().collect(Collectors.toUnmodifiableMap(day, Function.identity()));
    }

    static LocalDate date(NamedCsvRecord row, String field) {
        return Stamps.isoDate(row.getField(field));
    }

    static @Nullable LocalDate optionalDate(NamedCsvRecord row, String field) {
        String text = row.getField(field);
        return text.isEmpty() ? null : Stamps.isoDate(text);
    }

    private static @Nullable LocalTime optionalTime(NamedCsvRecord row, String field) {
        String text = row.getField(field);
        return text.isEmpty() ? null : Stamps.time(text, 0, text.length());
    }

    private static LocalTime time(NamedCsvRecord row, String field) {
        String text = row.getField(field);
        return Stamps.time(text, 0, text.length());
    }

    record Holiday(
            LocalDate day, LocalDate knownOn, @Nullable LocalDate withdrawnOn) {
        static Holiday parse(NamedCsvRecord row) {
            return new Holiday(date(row, "date"), date(row, "known_on"), optionalDate(row, "withdrawn_on"));
        }

        boolean standsOn(LocalDate moment) {
            return !knownOn.isAfter(moment) && (withdrawnOn == null || withdrawnOn.isAfter(moment));
        }

        private Holiday asOf(LocalDate moment) {
            return withdrawnOn == null || !withdrawnOn.isAfter(moment) ? this : new Holiday(day, knownOn, null);
        }
    }

    /** A session outside the regular ones; without hours of its own it keeps the normal ones. */
    record SpecialSession(
            LocalDate day,
            LocalDate knownOn,
            @Nullable LocalTime open,
            @Nullable LocalTime close,
            @Nullable LocalTime breakFrom,
            @Nullable LocalTime breakTo) {
        static SpecialSession parse(NamedCsvRecord row) {
            return new SpecialSession(
                    date(row, "date"),
                    date(row, "known_on"),
                    optionalTime(row, "open"),
                    optionalTime(row, "close"),
                    optionalTime(row, "break_from"),
                    optionalTime(row, "break_to"));
        }

        boolean keepsNormalHours() {
            return open == null;
        }
    }

    /** What a regular session is like from a day on; the index's times are empty where it closes with the options. */
    record RegularHours(
            LocalDate from,
            LocalDate knownOn,
            LocalTime open,
            LocalTime close,
            @Nullable LocalTime indexStop,
            @Nullable LocalTime auctionPrint,
            @Nullable LocalTime indexClose) {
        static RegularHours parse(NamedCsvRecord row) {
            return new RegularHours(
                    date(row, "effective_from"),
                    date(row, "known_on"),
                    time(row, "open"),
                    time(row, "close"),
                    optionalTime(row, "index_stop"),
                    optionalTime(row, "auction_print"),
                    optionalTime(row, "index_close"));
        }
    }

    record AnnouncedYear(LocalDate knownOn, LocalDate through) {
        static AnnouncedYear parse(NamedCsvRecord row) {
            return new AnnouncedYear(date(row, "known_on"), date(row, "through"));
        }
    }
}
