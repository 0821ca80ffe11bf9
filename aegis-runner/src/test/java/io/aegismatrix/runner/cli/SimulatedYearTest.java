package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Stopwatch;
import io.aegismatrix.data.Figures;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.cli.SimulatedMachine.Fault;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every session of a year by its schedule, with faults, and the seller trained anew every week on the years before it: how
 * runs end, what grows, and how many of the published ranges held.
 */
class SimulatedYearTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 6);
    private static final LocalDate LAST = LocalDate.of(2025, 12, 31);
    /** By then the longest horizon, 40 sessions, has passed. */
    private static final LocalDate ALL_KNOWN = LocalDate.of(2026, 3, 31);

    private static final int YEARS = 5;
    private static final long MIB = 1 << 20;
    private static final List<Fault> OF_ANY_COMMAND =
            List.of(Fault.MARKET_UNREACHABLE, Fault.SETTING_MISTYPED, Fault.LOCK_HELD);

    @TempDir
    private Path folder;

    private final Map<String, Integer> trainings = new TreeMap<>();
    private SimulatedMachine machine;
    private SimulatedTime time;

    @BeforeEach
    void installs_the_shipped_models() throws IOException {
        machine = new SimulatedMachine(folder, new SellerAmongFakes());
        time = new SimulatedTime(machine);
    }

    @Test
    void days_with_a_training_among_them_leave_no_draft() throws Exception {
        List<Fault> faults = List.of(Fault.NONE, Fault.DRAFT_LEFT_BY_A_KILLED_RUN, Fault.LEDGER_TORN, Fault.NONE);
        Supplier<Fault> fate = faults.iterator()::next;
        time.live(LocalDate.of(2025, 1, 10), 2, fate);
        train(LocalDate.of(2025, 1, 10), Fault.LOCK_HELD);
        time.live(LocalDate.of(2025, 1, 13), 2, fate);

        time.assertEverythingPublishedIsLogged();
        assertThat(trainings).containsExactly(Map.entry("14", 1));
        assertThat(Growth.of(folder).drafts()).isEmpty();
    }

    @Test
    @Tag("slow")
    void a_year_ends_as_the_faults_say_and_nothing_but_the_record_grows(TestReporter reporter) throws Exception {
        Random random = new Random(LAST.toEpochDay());
        List<LocalDate> days = SimulatedTime.CALENDAR.sessions(FIRST, LAST);
        for (int i = 0; i < days.size(); i++) {
            LocalDate day = days.get(i);
            Stopwatch watch = Stopwatch.createStarted();
            time.live(day, SimulatedTime.ALL_DAY, () -> Fault.draw(random));
            LocalDate next = i + 1 < days.size() ? days.get(i + 1) : ALL_KNOWN;
            if (isLastOfWeek(day, next)) {
                train(day, drawForTraining(random));
            }
            if (!YearMonth.from(day).equals(YearMonth.from(next))) {
                tellGrowth(reporter, day, watch.elapsed());
            }
        }
        time.told(FIRST, LAST).forEach(line -> Figures.tell(reporter, "the year", line));
        Figures.tell(reporter, "the year", "trainings " + trainings);
        time.score(ALL_KNOWN);
        time.assertEverythingPublishedIsLogged();
        Figures.tell(reporter, "the year, once all is known", time.outcomes() + "; " + time.coverage());
        assertThat(time.outcomes()).contains("0 runs wait");
        Result verified = machine.line().at(SimulatedTime.evening(ALL_KNOWN)).run("log verify");
        assertThat(verified.status()).as(verified.err()).isZero();
        Figures.tell(reporter, "the year, log verify", verified.out().strip());
        assertNothingButTheRecordGrew();
    }

    private static boolean isLastOfWeek(LocalDate day, LocalDate next) {
        return !next.isBefore(day.with(DayOfWeek.SUNDAY));
    }

    private static Fault drawForTraining(Random random) {
        return random.nextInt(100) < 85 ? Fault.NONE : OF_ANY_COMMAND.get(random.nextInt(OF_ANY_COMMAND.size()));
    }

    private void train(LocalDate day, Fault fault) {
        Result result =
                machine.train(fault, day, YEARS, SimulatedTime.evening(day).plus(Duration.ofHours(2)));
        if (fault == Fault.NONE) {
            assertThat(result.status()).as(result.err()).isIn(0, ExitCode.GATE.status());
        } else {
            assertThat(result.status()).as(fault + ": " + result.err()).isEqualTo(fault.status());
        }
        String gate = result.err()
                .lines()
                .filter(line -> line.contains("nothing was promoted"))
                .map(line -> " " + line.replaceAll(".*: (\\w+ failed the \\w+ gate).*", "$1"))
                .findFirst()
                .orElse("");
        trainings.merge(result.status() + gate, 1, Integer::sum);
    }

    private void tellGrowth(TestReporter reporter, LocalDate day, Duration lasted) {
        Growth growth = Growth.of(folder);
        Figures.tell(
                reporter,
                "the year, to " + day,
                "KiB " + inKib(growth.bytes()) + "; drafts " + growth.drafts() + "; in the temporary folder "
                        + growth.temporary() + "; heap " + growth.heap() / MIB + " MiB; this session took "
                        + lasted.toSeconds() + " s");
    }

    private static Map<String, Long> inKib(Map<String, Long> bytes) {
        Map<String, Long> kib = new TreeMap<>();
        bytes.forEach((name, size) -> kib.put(name, size >> 10));
        return kib;
    }

    private void assertNothingButTheRecordGrew() {
        Growth growth = Growth.of(folder);
        assertThat(growth.drafts()).isEmpty();
        assertThat(growth.of("runs.jsonl") + growth.of("runs.jsonl.1")).isLessThan(3 * MIB);
        assertThat(growth.heap()).isLessThan(256 * MIB);
        assertThat(growth.bytes().keySet())
                .containsExactlyInAnyOrder(
                        "aegis.lock",
                        "aegismatrix.json",
                        "metrics",
                        "models",
                        "predictions.db",
                        "runs.jsonl",
                        "runs.jsonl.1");
    }
}
