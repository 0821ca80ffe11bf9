package io.aegismatrix.runner.alerts;

import io.aegismatrix.data.AccessToken;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.runner.runs.SessionSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What becomes old by the clock: the payload and the token. */
final class TimeRules {

    /** What is watched of the payload's age. */
    static final String PAYLOAD = "payload";

    private static final String STALE = "STALE";
    private static final String FRESH = "FRESH";

    /** More than this is stale by any setting, and a file of years ago need not be counted slot by slot. */
    private static final int MOST_DAYS = 10;

    private static final List<Integer> DAYS_LEFT = List.of(1, 7, 30);

    private final TradingCalendar calendar;
    private final Instant now;

    TimeRules(TradingCalendar calendar, Instant now) {
        this.calendar = calendar;
        this.now = now;
    }

    /** The slot of now; outside of sessions, the half hour. */
    Instant slot() {
        long half = SessionSlots.LENGTH.toSeconds();
        return SessionSlots.of(calendar)
                .find(now)
                .map(found -> found.start())
                .orElseGet(() -> Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), half) * half));
    }

    /**
     * Whether trading has gone on without a newer payload: stale once so many slots have passed whole since its newest
     * datum, fresh again only once none has.
     */
    Condition payload(Instant asOf, int slots, String before) {
        LocalDate day = day(asOf);
        LocalDate first = day.isBefore(day(now).minusDays(MOST_DAYS)) ? day(now).minusDays(MOST_DAYS) : day;
        long missed = SessionSlots.of(calendar).ended(first, now).stream()
                .filter(slot -> !slot.start().isBefore(asOf))
                .count();
        boolean stale = missed >= slots || (missed > 0 && before.equals(STALE));
        return new Condition(
                PAYLOAD,
                stale ? STALE : FRESH,
                "payload as of " + asOf + ", whole slots of trading since: " + missed,
                true);
    }

    /** That there is no payload to look at, and why. */
    static Condition noPayload(String why) {
        return new Condition(PAYLOAD, "UNREADABLE", "no payload: " + why, true);
    }

    /** How long a token is good for, in a few steps; nothing of one whose end nobody knows. */
    Optional<Condition> token(AccessToken token) {
        return token.expires().map(end -> {
            Duration left = Duration.between(now, end);
            String state = now.isBefore(end)
                    ? DAYS_LEFT.stream()
                            .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                            .findFirst()
                            .map(days -> "ENDS_WITHIN_" + days + "_DAYS")
                            .orElse("GOOD")
                    : "ENDED";
            String moment = end.atZone(calendar.zone()).toLocalDateTime() + " " + calendar.zone();
            String verb = now.isBefore(end) ? " ends at " : " ended at ";
            return new Condition("token", state, "access token of Upstox" + verb + moment, true);
        });
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(calendar.zone()).toLocalDate();
    }
}
