package io.aegismatrix.data.internal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aegismatrix.data.MarketEvent;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The scheduled events of {@code market-events.csv}, each with the days between which it was expected. Read on first use. */
final class ScheduledEvents {

    /** Decided after the close of the exchange's day: the next session is the first that can react. */
    private static final Set<String> AFTER_THE_CLOSE = Set.of("fomc", "us_election");

    /** Longest closure between an event and the session that reacts. */
    private static final int SLACK_DAYS = 15;

    private ScheduledEvents() {}

    /** As the file has it. */
    private record Fact(
            LocalDate date,
            String kind,
            LocalDate knownOn,
            @Nullable LocalDate withdrawnOn,
            String name) {

        static Fact parse(NamedCsvRecord row) {
            return new Fact(
                    NseFacts.date(row, "date"),
                    row.getField("kind"),
                    NseFacts.date(row, "known_on"),
                    NseFacts.optionalDate(row, "withdrawn_on"),
                    row.getField("name"));
        }

        boolean standsOn(LocalDate moment) {
            return !knownOn.isAfter(moment) && (withdrawnOn == null || withdrawnOn.isAfter(moment));
        }
    }

    private static final class Loaded {
        static final List<Fact> FACTS = ResourceTable.read("market-events.csv", Fact::parse).stream()
                .sorted(Comparator.comparing(Fact::date))
                .toList();
    }

    /** Events expected on {@code knownOn} to which sessions in {@code (after, until]} react. */
    static List<MarketEvent> between(NseSessions sessions, LocalDate after, LocalDate until, LocalDate knownOn) {
        return Loaded.FACTS.stream()
                .filter(fact -> !fact.date().isAfter(until)
                        && fact.date().isAfter(after.minusDays(SLACK_DAYS))
                        && fact.standsOn(knownOn))
                .map(fact -> new MarketEvent(fact.kind(), fact.name(), fact.date(), session(sessions, fact, knownOn)))
                .filter(event ->
                        event.session().isAfter(after) && !event.session().isAfter(until))
                .sorted(Comparator.comparing(MarketEvent::session))
                .toList();
    }

    private static LocalDate session(NseSessions sessions, Fact fact, LocalDate knownOn) {
        LocalDate day = fact.date().plusDays(AFTER_THE_CLOSE.contains(fact.kind()) ? 1 : 0);
        while (!sessions.isSession(day, knownOn)) {
            day = day.plusDays(1);
        }
        return day;
    }
}
