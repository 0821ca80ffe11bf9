package io.aegismatrix.data.internal;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.SessionHours.Part;
import io.aegismatrix.data.internal.NseFacts.AnnouncedYear;
import io.aegismatrix.data.internal.NseFacts.Holiday;
import io.aegismatrix.data.internal.NseFacts.RegularHours;
import io.aegismatrix.data.internal.NseFacts.SpecialSession;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which days have a session, and its hours. */
final class NseSessions {

    static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    static final LocalDate WITH_HINDSIGHT = LocalDate.MAX;

    private final NseFacts facts;

    /** The sessions of the years that were asked for: a history of many years is held against them at every forecast. */
    private final Map<Integer, List<LocalDate>> years = new ConcurrentHashMap<>();

    NseSessions(NseFacts facts) {
        this.facts = facts;
    }

    boolean isSession(LocalDate day, LocalDate knownOn) {
        return special(day, knownOn) != null || isRegularSession(day, knownOn);
    }

    /** The sessions of a stretch of days, both ends included, as they are known by now. */
    List<LocalDate> between(LocalDate from, LocalDate to) {
        List<LocalDate> days = new ArrayList<>();
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            for (LocalDate day : years.computeIfAbsent(year, this::ofYear)) {
                if (!day.isBefore(from) && !day.isAfter(to)) {
                    days.add(day);
                }
            }
        }
        return List.copyOf(days);
    }

    private List<LocalDate> ofYear(int year) {
        return LocalDate.ofYearDay(year, 1)
                .datesUntil(LocalDate.ofYearDay(year + 1, 1))
                .filter(day -> isSession(day, WITH_HINDSIGHT))
                .toList();
    }

    /**
     * Whether an expiry can fall on a day: on every session of normal hours, weekends too. Muhurat sessions and short test
     * sessions are no expiry days, so the expiry rule steps over them.
     */
    boolean isExpiryDay(LocalDate day, LocalDate knownOn) {
        SpecialSession special = special(day, knownOn);
        return isRegularSession(day, knownOn) || (special != null && special.keepsNormalHours());
    }

    private @Nullable SpecialSession special(LocalDate day, LocalDate knownOn) {
        SpecialSession special = facts.specialSessions().get(day);
        return special == null || special.knownOn().isAfter(knownOn) ? null : special;
    }

    private boolean isRegularSession(LocalDate day, LocalDate knownOn) {
        if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
            return false;
        }
        Holiday holiday = facts.holidays().get(day);
        return holiday == null || !holiday.standsOn(knownOn);
    }

    SessionHours hours(LocalDate day) {
        if (!isSession(day, WITH_HINDSIGHT)) {
            throw new MarketDataException("NSE calendar: " + day + " (" + day.getDayOfWeek() + ") is not a session");
        }
        SpecialSession special = facts.specialSessions().get(day);
        return special == null || special.keepsNormalHours() ? regular(day) : hours(special);
    }

    private SessionHours regular(LocalDate day) {
        RegularHours hours = regularHours(day);
        LocalTime stop = hours.indexStop();
        LocalTime print = hours.auctionPrint();
        LocalTime close = hours.indexClose();
        return stop == null || print == null || close == null
                ? SessionHours.of(at(day, hours.open()), at(day, hours.close()))
                : new SessionHours(
                        List.of(part(day, hours.open(), hours.close())), at(day, stop), at(day, print), at(day, close));
    }

    private RegularHours regularHours(LocalDate day) {
        List<RegularHours> hours = facts.hours();
        for (int i = hours.size() - 1; i > 0; i--) {
            if (!hours.get(i).from().isAfter(day)) {
                return hours.get(i);
            }
        }
        return hours.get(0);
    }

    /** No source states the phases of a closing auction on a session of special hours. */
    private SessionHours hours(SpecialSession special) {
        LocalDate day = special.day();
        RegularHours normal = regularHours(day);
        LocalTime open = special.open() == null ? normal.open() : special.open();
        LocalTime close = special.close() == null ? normal.close() : special.close();
        LocalTime pause = special.breakFrom();
        LocalTime resumption = special.breakTo();
        if (pause == null || resumption == null) {
            return SessionHours.of(at(day, open), at(day, close));
        }
        Instant end = at(day, close);
        return new SessionHours(List.of(part(day, open, pause), part(day, resumption, close)), end, end, end);
    }

    private static Part part(LocalDate day, LocalTime from, LocalTime to) {
        return new Part(at(day, from), at(day, to));
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    LocalDate announcedThrough(LocalDate knownOn) {
        LocalDate through = null;
        for (AnnouncedYear year : facts.announcedYears()) {
            if (!year.knownOn().isAfter(knownOn)) {
                through = year.through();
            }
        }
        if (through == null) {
            throw new MarketDataException("NSE calendar: no holiday circular is recorded as known on " + knownOn
                    + "; the first is of " + facts.announcedYears().get(0).knownOn());
        }
        return through;
    }
}
