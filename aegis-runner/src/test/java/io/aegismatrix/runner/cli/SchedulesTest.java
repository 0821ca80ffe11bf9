package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.cli.ScheduleFiles.Job;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.SessionSlot;
import io.aegismatrix.runner.runs.SessionSlots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schedules that ship, against the exchange's calendar of three years. */
class SchedulesTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    private static final SessionSlots SLOTS = SessionSlots.of(CALENDAR);
    private static final List<LocalDate> SESSIONS = CALENDAR.sessions(FIRST, LAST);
    /** Time a run must have left in its slot, or before the next session. */
    private static final Duration LONGEST_INFERENCE = Duration.ofMinutes(10);

    private static final Duration LONGEST_TRAINING = Duration.ofHours(4);

    @TempDir
    private Path folder;

    static List<Job> infer() throws IOException {
        return ScheduleFiles.jobs("infer");
    }

    static List<Job> score() throws IOException {
        return ScheduleFiles.jobs("score");
    }

    static List<Job> train() throws IOException {
        return ScheduleFiles.jobs("train");
    }

    private static final Map<Job, NavigableSet<Instant>> RUNS = new HashMap<>();

    private static NavigableSet<Instant> runs(Job job) {
        Instant from = FIRST.atStartOfDay(CALENDAR.zone()).toInstant();
        Instant to = LAST.plusDays(1).atStartOfDay(CALENDAR.zone()).toInstant();
        return RUNS.computeIfAbsent(job, asked -> new TreeSet<>(asked.runs(from, to)));
    }

    @ParameterizedTest
    @MethodSource("infer")
    void every_slot_of_every_session_gets_one_run_with_time_to_finish(Job job) {
        NavigableSet<Instant> runs = runs(job);
        int slots = 0;
        for (LocalDate session : SESSIONS) {
            for (SessionSlot slot : SLOTS.on(session)) {
                slots++;
                assertThat(runs.subSet(slot.start(), slot.end()))
                        .as("%s in %s", job, slot)
                        .singleElement()
                        .satisfies(run ->
                                assertThat(run).isBeforeOrEqualTo(slot.end().minus(LONGEST_INFERENCE)));
            }
        }
        assertThat(slots).isGreaterThan(9_000);
    }

    @ParameterizedTest
    @MethodSource("infer")
    void no_run_of_infer_lies_in_the_night(Job job) {
        assertThat(runs(job))
                .hasSize(24 * 1_096)
                .allSatisfy(
                        run -> assertThat(run.atZone(CALENDAR.zone()).getHour()).isBetween(8, 19));
    }

    @ParameterizedTest
    @MethodSource("score")
    void every_session_is_scored_the_same_evening(Job job) {
        NavigableSet<Instant> runs = runs(job);
        for (LocalDate session : SESSIONS) {
            Instant run = runs.higher(CALENDAR.close(session));
            assertThat(run).as("%s after %s", job, session).isNotNull();
            assertThat(run.atZone(CALENDAR.zone()).toLocalDate()).isEqualTo(session);
        }
    }

    @ParameterizedTest
    @MethodSource("train")
    void training_is_weekly_and_over_before_any_session(Job job) {
        NavigableSet<Instant> runs = runs(job);
        List<Instant> opens = SESSIONS.stream().map(CALENDAR::open).toList();
        NavigableSet<Instant> opening = new TreeSet<>(opens);
        Instant earlier = null;
        for (Instant run : runs) {
            Instant end = run.plus(LONGEST_TRAINING);
            assertThat(CALENDAR.state(run)).as("%s at %s", job, run).isNotEqualTo(SessionState.OPEN);
            assertThat(opening.subSet(run, end)).as("%s at %s", job, run).isEmpty();
            if (earlier != null) {
                assertThat(Duration.between(earlier, run)).isEqualTo(Duration.ofDays(7));
            }
            earlier = run;
        }
        assertThat(runs).hasSize(156);
    }

    @Test
    void all_schedulers_run_at_the_same_instants() throws IOException {
        for (String name : List.of("infer", "score", "train")) {
            List<Job> jobs = ScheduleFiles.jobs(name);
            NavigableSet<Instant> expected = runs(jobs.get(0));
            for (Job job : jobs) {
                // Compared as a whole: a picture of 24,000 instants helps nobody.
                assertThat(runs(job).equals(expected)).as(job.toString()).isTrue();
            }
        }
    }

    @Test
    void runs_without_a_session_end_well_and_publish_nothing() throws IOException {
        Job job = infer().get(0);
        List<Instant> closed = new ArrayList<>();
        // A Saturday, a Sunday, a holiday, and the evening of a session.
        for (String day : List.of("2024-12-28", "2024-12-29", "2024-12-25", "2024-12-31")) {
            Instant from = LocalDate.parse(day).atStartOfDay(CALENDAR.zone()).toInstant();
            job.runs(from, from.plus(Duration.ofDays(1))).stream()
                    .filter(run -> SLOTS.find(run).isEmpty())
                    .limit(3)
                    .forEach(closed::add);
        }
        assertThat(closed).hasSize(3 * 4);
        for (Instant run : closed) {
            Result result = new CommandLineRun(folder)
                    .at(run)
                    .with("AEGIS_LEDGER", "runs.jsonl")
                    .run("infer --source synthetic --market-hours --once-per-slot");
            assertThat(result.status()).as(result.err()).isZero();
        }
        assertThat(folder.toFile().list()).containsExactly("runs.jsonl");
        assertThat(RunLedger.file(folder.resolve("runs.jsonl")).ends())
                .hasSize(closed.size())
                .extracting(RunEnd::outcome)
                .containsOnly(RunOutcome.NOTHING_DUE);
    }

    @Test
    void the_files_name_commands_and_flags_there_are() throws IOException {
        List<String> known =
                new CommandLineRun(folder).run("--help").out().lines().toList();
        try (Stream<Path> files = Files.walk(ScheduleFiles.FOLDER)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(service|crontab|ya?ml)"))
                    .toList()) {
                List<String> commands = ScheduleFiles.commands(file);
                assertThat(commands).as(file.toString()).isNotEmpty();
                for (String command : commands) {
                    String name = command.split(" ", -1)[0];
                    boolean there = known.stream().anyMatch(line -> line.strip().startsWith(name + " "));
                    if (there) {
                        Result result = new CommandLineRun(folder).run(command + " --help");
                        assertThat(result.status())
                                .as(file + ": " + result.err())
                                .isZero();
                    } else {
                        assertThat(name).as(file.toString()).isEqualTo("score");
                    }
                }
            }
        }
    }

    @Test
    void the_settings_that_ship_are_understood() {
        Result result = new CommandLineRun(folder)
                .run(
                        "doctor --show-config --config",
                        ScheduleFiles.FOLDER.resolve("aegis.conf").toString());

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"ledger\",\n  \"value\" : \"runs.jsonl\"", "\"lock\",\n  \"value\" : \"aegis.lock\"")
                .doesNotContain("\"source\",\n  \"value\" : \"(none)\"");
    }
}
