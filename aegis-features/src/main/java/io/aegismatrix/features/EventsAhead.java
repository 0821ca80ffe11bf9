package io.aegismatrix.features;

import io.aegismatrix.data.MarketEvent;
import io.aegismatrix.data.TradingCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The known events that lie ahead of every session of a history, as they were expected at its close. Immutable to whoever
 * looks; thread-safe.
 */
public final class EventsAhead {

    /** How far is looked ahead, in sessions: the longest horizon of a forecast. */
    public static final int SESSIONS = 40;

    /** Days in which that many sessions surely fit. */
    private static final int DAYS = 75;

    private final MarketHistory history;
    private final TradingCalendar calendar;
    private final AtomicReferenceArray<@Nullable List<Ahead>> rows;

    /**
     * One event.
     *
     * @param sessions until the session that reacts: 1 is the next one
     * @param event what was expected
     */
    public record Ahead(int sessions, MarketEvent event) {}

    EventsAhead(MarketHistory history, TradingCalendar calendar) {
        this.history = history;
        this.calendar = calendar;
        this.rows = new AtomicReferenceArray<>(history.size());
    }

    /** What was expected at the close of a row, the next first. */
    public List<Ahead> after(int row) {
        List<Ahead> known = rows.get(row);
        if (known == null) {
            known = look(row);
            rows.set(row, known);
        }
        return known;
    }

    private List<Ahead> look(int row) {
        LocalDate session = history.session(row);
        return calendar.events(session, session.plusDays(DAYS), session).stream()
                .map(event -> new Ahead(calendar.sessionsBetween(session, event.session(), session), event))
                .filter(ahead -> ahead.sessions() <= SESSIONS)
                .toList();
    }
}
