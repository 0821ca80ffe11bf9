package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Figures;
import io.aegismatrix.runner.cli.SimulatedMachine.Fault;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Sessions run by the schedule, at speed and with faults: every run ends as its fault says, and a reader is never lied to. */
class SimulatedWeekTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);
    private static final LocalDate FRIDAY = LocalDate.of(2025, 1, 10);
    /** By then the longest horizon, 40 sessions, has passed. */
    private static final LocalDate ALL_KNOWN = LocalDate.of(2025, 3, 31);

    private static final List<Fault> MORNING = List.of(
            Fault.NONE,
            Fault.LOG_DAMAGED,
            Fault.MODEL_FILE_DAMAGED,
            Fault.PAYLOAD_CUT_BY_SOMEBODY,
            Fault.STARTED_TWICE);
    /** The first seed from 20250106 on with which no fault is left out. */
    private static final long EVERY_FAULT_STRIKES = 20250118;

    @TempDir
    private Path folder;

    private SimulatedTime time;

    @BeforeEach
    void installs_the_shipped_models() throws IOException {
        time = new SimulatedTime(new SimulatedMachine(folder, EngineLibrary.shipped()));
    }

    @Test
    void a_morning_with_faults_ends_as_the_faults_say() throws Exception {
        time.live(MONDAY, MORNING.size(), MORNING.iterator()::next);

        time.assertEverythingPublishedIsLogged();
        assertThat(time.told(MONDAY, MONDAY).get(0)).startsWith("5 slots");
    }

    @Test
    @Tag("slow")
    void a_week_with_faults_ends_as_the_faults_say_and_is_scored(TestReporter reporter) throws Exception {
        Random random = new Random(EVERY_FAULT_STRIKES);
        for (LocalDate day = MONDAY; !day.isAfter(FRIDAY); day = day.plusDays(1)) {
            time.live(day, SimulatedTime.ALL_DAY, () -> Fault.draw(random));
        }
        time.assertEverythingPublishedIsLogged();
        List<String> told = time.told(MONDAY, FRIDAY);
        told.forEach(line -> Figures.tell(reporter, "the week", line));
        assertThat(told.get(0)).startsWith("65 slots");

        time.score(ALL_KNOWN);
        Figures.tell(reporter, "once all is known", time.outcomes() + "; " + time.coverage());
        assertThat(time.outcomes()).contains("0 runs wait");
    }
}
