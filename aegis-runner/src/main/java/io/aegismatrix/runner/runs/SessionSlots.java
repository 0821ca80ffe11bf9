package io.aegismatrix.runner.runs;

import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The half-hour slots of an exchange's sessions while options trade, counted from the open: thirteen on an ordinary NSE
 * session, the last one a quarter of an hour up to 2026-07 and 25 minutes since. Special sessions have the slots their
 * hours give, each part of its own; a break has none. The half hour before the open is one more, in which a forecast of the
 * morning is due: it is published in once like the others, and not counted as missed, since it lives on the night abroad and
 * nothing is lost where that is not had. Immutable and thread-safe.
 */
public final class SessionSlots {

    /** Length of a slot. */
    public static final Duration LENGTH = Duration.ofMinutes(30);

    private final TradingCalendar calendar;

    private SessionSlots(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** The slots of a calendar's sessions. */
    public static SessionSlots of(TradingCalendar calendar) {
        return new SessionSlots(calendar);
    }

    /** The slot {@code moment} lies in, that before the open included, or empty outside of both. */
    public Optional<SessionSlot> find(Instant moment) {
        LocalDate day = moment.atZone(calendar.zone()).toLocalDate();
        return Stream.concat(before(day), on(day).stream())
                .filter(slot -> slot.contains(moment))
                .findFirst();
    }

    /** The slots of a day's trading, earliest first; none if it has no session. */
    public List<SessionSlot> on(LocalDate day) {
        if (!calendar.isSession(day)) {
            return List.of();
        }
        return calendar.hours(day).trading().stream()
                .flatMap(part -> within(day, part))
                .toList();
    }

    private Stream<SessionSlot> before(LocalDate day) {
        return calendar.isSession(day)
                ? Stream.of(new SessionSlot(day, calendar.open(day).minus(LENGTH), calendar.open(day)))
                : Stream.empty();
    }

    private static Stream<SessionSlot> within(LocalDate day, SessionHours.Part part) {
        return Stream.iterate(part.from(), start -> start.isBefore(part.to()), start -> start.plus(LENGTH))
                .map(start -> new SessionSlot(day, start, earlier(start.plus(LENGTH), part.to())));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The slots of all sessions from {@code first} on that had ended by {@code moment}, earliest first. */
    public List<SessionSlot> ended(LocalDate first, Instant moment) {
        LocalDate last = moment.atZone(calendar.zone()).toLocalDate();
        return first.isAfter(last)
                ? List.of()
                : calendar.sessions(first, last).stream()
                        .flatMap(day -> on(day).stream())
                        .filter(slot -> !slot.end().isAfter(moment))
                        .toList();
    }
}
