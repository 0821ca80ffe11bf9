package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.cli.SimulatedMachine.Fault;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.SessionSlot;
import io.aegismatrix.runner.runs.SessionSlots;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sessions on a {@link SimulatedMachine} by its schedule, with faults: every run must end as its fault says, and a reader is
 * never lied to. Counts along the way, because a ledger forgets.
 */
final class SimulatedTime {

    static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    /** Slots of a whole session. */
    static final int ALL_DAY = 13;

    /** The invented market has no price before the first five minutes are over. */
    private static final Duration INTO_THE_SLOT = Duration.ofMinutes(6);

    private static final LocalTime EVENING = LocalTime.of(18, 0);

    private final SimulatedMachine machine;
    private final List<Fault> faults = new ArrayList<>();
    private final List<RunEnd> ends = new ArrayList<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    SimulatedTime(SimulatedMachine machine) {
        this.machine = machine;
    }

    /** Runs the first slots of a session, each with what befalls it, and scores in the evening. */
    void live(LocalDate day, int slots, Supplier<Fault> fate) throws IOException {
        List<SessionSlot> ended = SessionSlots.of(CALENDAR).ended(day, evening(day));
        for (SessionSlot slot : ended.subList(0, Math.min(slots, ended.size()))) {
            Fault fault = fate.get();
            faults.add(fault);
            run(fault, slot.start().plus(INTO_THE_SLOT));
            seen.merge(view(fault, slot), 1, Integer::sum);
        }
        score(day);
    }

    static Instant evening(LocalDate day) {
        return day.atTime(EVENING).atZone(CALENDAR.zone()).toInstant();
    }

    private void run(Fault fault, Instant moment) throws IOException {
        Result result = machine.infer(fault, moment);
        assertThat(result.status()).as(fault + ": " + result.err()).isEqualTo(fault.status());
        List<RunEnd> added = newEnds();
        assertThat(added).as(fault.name()).isNotEmpty();
        ends.addAll(added);
        RunEnd end = added.get(added.size() - 1);
        assertThat(end.outcome()).as(fault + ": " + end.message()).isEqualTo(fault.outcome());
        assertThat(end.exitCode()).isEqualTo(fault.status());
    }

    private List<RunEnd> newEnds() {
        List<RunEnd> all = machine.ends("infer");
        int known = all.size();
        while (known > 0
                && !ends.isEmpty()
                && !all.get(known - 1).runId().equals(ends.get(ends.size() - 1).runId())) {
            known--;
        }
        return all.subList(ends.isEmpty() ? 0 : known, all.size());
    }

    /** What a reader finds after the run: this slot's forecast, or the last good one. */
    private String view(Fault fault, SessionSlot slot) {
        if (!Files.exists(machine.published())) {
            assertThat(ends).extracting(RunEnd::publication).allMatch(published -> published.isEmpty());
            return "nothing yet";
        }
        Payload payload = PayloadReader.json().read(machine.published());
        boolean current = slot.contains(payload.asOf());
        if (fault.current()) {
            assertThat(current).as(fault + " " + slot + " " + payload.asOf()).isTrue();
        }
        return current ? "this slot's forecast" : "an earlier one, whole";
    }

    void score(LocalDate day) {
        Result scored = machine.line().at(evening(day)).run("score");
        assertThat(scored.status()).as(scored.err()).isZero();
    }

    /** What happened between two sessions, in words. */
    List<String> told(LocalDate first, LocalDate last) throws SQLException {
        return List.of(
                faults.size() + " slots; faults " + counts(faults, Fault::name),
                "runs " + counts(ends, end -> end.outcome().id() + " " + end.exitCode()),
                "refusals "
                        + counts(
                                ends.stream().filter(end -> end.exitCode() != 0).toList(), SimulatedTime::reason),
                "the reader saw " + seen + "; missed " + missed(first, last),
                outcomes() + "; " + coverage());
    }

    static <T> Map<String, Long> counts(List<T> values, Function<T, String> name) {
        return values.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
    }

    static String reason(RunEnd end) {
        String text = end.message().replaceAll("/\\S*/", "").replaceAll("[0-9a-f]{12}", "*");
        return end.exitCode() + " " + text.substring(0, Math.min(60, text.length()));
    }

    private String missed(LocalDate first, LocalDate last) {
        return machine.line()
                .at(evening(last))
                .run("runs missed --since " + first)
                .err()
                .lines()
                .filter(text -> text.contains(" slots since "))
                .findFirst()
                .orElse("none");
    }

    /** A run that ended with 0 after publishing has its forecasts in the log; only one that ended with 15 may not. */
    void assertEverythingPublishedIsLogged() throws SQLException {
        PredictionLog.of(machine.log()).verify();
        List<String> logged = strings("SELECT DISTINCT as_of FROM moment");
        assertThat(ends.stream()
                        .filter(end -> end.outcome() == RunOutcome.PUBLISHED)
                        .map(end -> end.publication().orElseThrow().asOf().toString()))
                .isNotEmpty()
                .isSubsetOf(logged);
    }

    String outcomes() throws SQLException {
        return String.join(
                ", ",
                strings("SELECT (SELECT count(*) FROM moment) || ' moments, ' || (SELECT count(*) FROM forecast)"
                        + " || ' forecasts, ' || (SELECT count(*) FROM outcome) || ' outcomes of '"
                        + " || (SELECT count(DISTINCT publication_id) FROM outcome) || ' publications, '"
                        + " || (SELECT count(*) FROM publication p WHERE NOT EXISTS"
                        + " (SELECT 1 FROM settled s WHERE s.publication_id = p.id)) || ' runs wait'"));
    }

    /** How many of the published path ranges held, every slot counted. */
    String coverage() throws SQLException {
        List<String> shares = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + machine.log());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT horizon, parameter, count(*) AS n, sum(hit) AS held,"
                                + " count(DISTINCT decision_session) AS sessions FROM outcomes WHERE target = 'path_range'"
                                + " AND horizon IN (1, 5, 10, 20, 30) GROUP BY horizon, parameter ORDER BY horizon, parameter")) {
            while (row.next()) {
                int held = row.getInt("held");
                assertThat(held).isBetween(0, row.getInt("n"));
                shares.add(String.format(
                        Locale.ROOT,
                        "h%d %.0f %%: %d of %d (%d sessions)",
                        row.getInt("horizon"),
                        100 * row.getDouble("parameter"),
                        held,
                        row.getInt("n"),
                        row.getInt("sessions")));
            }
        }
        assertThat(shares).isNotEmpty();
        return String.join(", ", shares);
    }

    private List<String> strings(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + machine.log());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
