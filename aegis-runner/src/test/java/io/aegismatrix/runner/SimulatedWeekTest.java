package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Figures;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.CommandLineRun.Result;
import io.aegismatrix.runner.SimulatedMachine.Fault;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.SessionSlot;
import io.aegismatrix.runner.runs.SessionSlots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Sessions run by the schedule, at speed and with faults: every run ends as its fault says, and a reader is never lied to. */
class SimulatedWeekTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);
    private static final LocalDate FRIDAY = LocalDate.of(2025, 1, 10);
    /** By then the longest horizon, 40 sessions, has passed. */
    private static final LocalDate ALL_KNOWN = LocalDate.of(2025, 3, 31);
    /** The invented market has no price before the first five minutes are over. */
    private static final Duration INTO_THE_SLOT = Duration.ofMinutes(6);

    private static final List<Fault> MORNING = List.of(
            Fault.NONE,
            Fault.LOG_DAMAGED,
            Fault.MODEL_FILE_DAMAGED,
            Fault.PAYLOAD_CUT_BY_SOMEBODY,
            Fault.STARTED_TWICE);
    /** The first seed from 20250106 on with which no fault is left out. */
    private static final long EVERY_FAULT_STRIKES = 20250118;

    private static final int ALL_DAY = 13;
    private static final LocalTime EVENING = LocalTime.of(18, 0);

    @TempDir
    private Path folder;

    private SimulatedMachine machine;

    @BeforeEach
    void installs_the_shipped_models() throws IOException {
        machine = new SimulatedMachine(folder);
    }

    @Test
    void a_morning_with_faults_ends_as_the_faults_say() throws Exception {
        List<String> told = simulate(MONDAY, MONDAY, MORNING.size(), MORNING.iterator()::next);
        assertThat(told.get(0)).startsWith("5 slots");
    }

    @Test
    @Tag("slow")
    void a_week_with_faults_ends_as_the_faults_say_and_is_scored(TestReporter reporter) throws Exception {
        Random random = new Random(EVERY_FAULT_STRIKES);
        List<String> told = simulate(MONDAY, FRIDAY, ALL_DAY, () -> Fault.draw(random));
        told.forEach(line -> Figures.tell(reporter, "the week", line));
        assertThat(told.get(0)).startsWith("65 slots");

        score(ALL_KNOWN);
        Figures.tell(reporter, "once all is known", outcomes() + "; " + coverage());
        assertThat(outcomes()).contains("0 runs wait");
    }

    private List<String> simulate(LocalDate first, LocalDate last, int slots, Supplier<Fault> fate) throws Exception {
        List<Fault> faults = new ArrayList<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (SessionSlot slot :
                    SessionSlots.of(CALENDAR).ended(day, evening(day)).subList(0, slots)) {
                Fault fault = fate.get();
                faults.add(fault);
                run(fault, slot.start().plus(INTO_THE_SLOT));
                seen.merge(view(fault, slot), 1, Integer::sum);
            }
            score(day);
        }
        assertEverythingPublishedIsLogged();
        return List.of(
                faults.size() + " slots; faults " + counts(faults, Fault::name),
                "runs " + counts(machine.ends("infer"), end -> end.outcome().id() + " " + end.exitCode()),
                "refusals " + counts(refusals(), SimulatedWeekTest::reason),
                "the reader saw " + seen + "; missed " + missed(first, last),
                outcomes() + "; " + coverage());
    }

    private static Instant evening(LocalDate day) {
        return day.atTime(EVENING).atZone(CALENDAR.zone()).toInstant();
    }

    private void run(Fault fault, Instant moment) throws IOException {
        int before = machine.ends("infer").size();
        Result result = machine.infer(fault, moment);
        assertThat(result.status()).as(fault + ": " + result.err()).isEqualTo(fault.status());
        List<RunEnd> ends = machine.ends("infer");
        assertThat(ends).as(fault.name()).hasSizeGreaterThan(before);
        RunEnd end = ends.get(ends.size() - 1);
        assertThat(end.outcome()).as(fault + ": " + end.message()).isEqualTo(fault.outcome());
        assertThat(end.exitCode()).isEqualTo(fault.status());
    }

    /** What a reader finds after the run: this slot's forecast, or the last good one. */
    private String view(Fault fault, SessionSlot slot) {
        if (!Files.exists(machine.published())) {
            assertThat(machine.ends("infer"))
                    .extracting(RunEnd::publication)
                    .allMatch(published -> published.isEmpty());
            return "nothing yet";
        }
        Payload payload = PayloadReader.json().read(machine.published());
        boolean current = slot.contains(payload.asOf());
        if (fault.current()) {
            assertThat(current).as(fault + " " + slot + " " + payload.asOf()).isTrue();
        }
        return current ? "this slot's forecast" : "an earlier one, whole";
    }

    private void score(LocalDate day) {
        Result scored = machine.line().at(evening(day)).run("score");
        assertThat(scored.status()).as(scored.err()).isZero();
    }

    private List<RunEnd> refusals() {
        return machine.ends("infer").stream().filter(end -> end.exitCode() != 0).toList();
    }

    private static <T> Map<String, Long> counts(List<T> values, Function<T, String> name) {
        return values.stream().collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
    }

    private static String reason(RunEnd end) {
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
    private void assertEverythingPublishedIsLogged() throws SQLException {
        PredictionLog.of(machine.log()).verify();
        List<String> logged = strings("SELECT DISTINCT as_of FROM moment");
        assertThat(machine.ends("infer").stream()
                        .filter(end -> end.outcome() == RunOutcome.PUBLISHED)
                        .map(end -> end.publication().orElseThrow().asOf().toString()))
                .isNotEmpty()
                .isSubsetOf(logged);
    }

    private String outcomes() throws SQLException {
        return String.join(
                ", ",
                strings("SELECT (SELECT count(*) FROM moment) || ' moments, ' || (SELECT count(*) FROM forecast)"
                        + " || ' forecasts, ' || (SELECT count(*) FROM outcome) || ' outcomes of '"
                        + " || (SELECT count(DISTINCT publication_id) FROM outcome) || ' publications, '"
                        + " || (SELECT count(*) FROM publication p WHERE NOT EXISTS"
                        + " (SELECT 1 FROM settled s WHERE s.publication_id = p.id)) || ' runs wait'"));
    }

    /** How many of the published path ranges held, every slot counted. */
    private String coverage() throws SQLException {
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
