package io.aegismatrix.runner.runs;

import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The half-hour slots of an exchange's sessions, counted from the open: thirteen on an ordinary NSE session, the last one
 * a quarter of an hour. Special sessions have the slots their hours give. Immutable and thread-safe.
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

    /** The slot {@code moment} lies in, or empty outside sessions. */
    public Optional<SessionSlot> find(Instant moment) {
        LocalDate day = moment.atZone(calendar.zone()).toLocalDate();
        return on(day).stream().filter(slot -> slot.contains(moment)).findFirst();
    }

    /** The slots of a day, earliest first; none if it has no session. */
    public List<SessionSlot> on(LocalDate day) {
        if (!calendar.isSession(day)) {
            return List.of();
        }
        Instant close = calendar.close(day);
        List<SessionSlot> slots = new ArrayList<>();
        for (Instant start = calendar.open(day); start.isBefore(close); start = start.plus(LENGTH)) {
            Instant end = start.plus(LENGTH);
            slots.add(new SessionSlot(day, start, end.isBefore(close) ? end : close));
        }
        return List.copyOf(slots);
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
