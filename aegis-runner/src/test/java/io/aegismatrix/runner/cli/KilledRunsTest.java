package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Figures;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.cli.RepeatedRuns.Task;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.runs.RunLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are ended by {@code kill -9}: readers see the old or the new, and nothing acknowledged is lost. */
class KilledRunsTest {

    private static final String INFER = "infer";
    private static final String TRAIN = "train --as-of 2024-12-30 --seed <run>";
    private static final int MOST_RUNS = 340;
    private static final int LONGEST_DELAY_MS = 400;

    /** Whatever puts bytes, names or folders on disk: how a process is stopped right before its next such step. */
    private static final List<String> STEPS =
            List.of("fsync", "fdatasync", "pwrite64", "rename", "mkdir", "unlink", "rmdir");

    @TempDir
    private Path folder;

    @BeforeEach
    void trains_first() {
        Result result = new CommandLineRun(folder).run("train --source synthetic:5 --as-of 2024-12-30 --seed 0");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @Test
    void killed_inferences_lose_nothing_they_acknowledged() throws Exception {
        kill(INFER, 1, new Random(1));
    }

    @Test
    @Tag("slow")
    void many_killed_inferences_lose_nothing_they_acknowledged(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "killed inferences", kill(INFER, 40, new Random(11)));
    }

    @Test
    @Tag("slow")
    void many_killed_trainings_lose_nothing_they_acknowledged(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "killed trainings", kill(TRAIN, 40, new Random(12)));
    }

    @Test
    @Tag("slow")
    void an_inference_killed_at_any_step_loses_nothing(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "steps of an inference", killAtEveryStep(INFER));
    }

    @Test
    @Tag("slow")
    void a_training_killed_at_any_step_loses_nothing(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "steps of a training", killAtEveryStep(TRAIN));
    }

    /** Kills processes at random moments; each goes on where the one before was killed. */
    private String kill(String command, int times, Random random) throws Exception {
        int acknowledged = 0;
        int renewed = 0;
        for (int i = 0; i < times; i++) {
            try (RepeatedRuns runs =
                    RepeatedRuns.start(new Task(folder, command, acknowledged + 1, acknowledged + MOST_RUNS))) {
                RepeatedRuns.Ended first = runs.next();
                assertThat(first.status()).as(errors()).isZero();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DELAY_MS));
                acknowledged = runs.kill(first.run());
            }
            renewed += assertOldOrNew(command, acknowledged, acknowledged + 1) ? 1 : 0;
        }
        long left = draftsIn(folder);
        assertEverythingStillWorks(command, acknowledged + 1);
        return times + " times, " + acknowledged + " runs acknowledged, 0 lost; the reader saw the unacknowledged run "
                + renewed + " times, a part never; drafts left behind " + left + ", after the next run "
                + draftsIn(folder);
    }

    /** Kills a process at its first step of a kind, its second, and so on until it has no such step any more. */
    private String killAtEveryStep(String command) throws Exception {
        requireStrace();
        List<String> told = new ArrayList<>();
        int run = 0;
        int acknowledged = 0;
        for (String step : STEPS) {
            int kills = -1;
            int renewed = -1;
            for (boolean killed = true; killed; kills++) {
                run++;
                String inject = "inject=" + step + ":signal=SIGKILL:when=" + (kills + 2);
                try (RepeatedRuns runs = RepeatedRuns.start(
                        new Task(folder, command, run, run + 1),
                        "strace",
                        "-f",
                        "-qqq",
                        "-o",
                        "/dev/null",
                        "-e",
                        inject)) {
                    acknowledged = runs.end(acknowledged);
                    killed = runs.status() != 0;
                }
                renewed += assertOldOrNew(command, acknowledged, run) ? 1 : 0;
            }
            told.add(step + " " + kills + " kills, new " + renewed + " times");
        }
        long left = draftsIn(folder);
        assertEverythingStillWorks(command, run + 1);
        return told + "; a part never; drafts left behind " + left + ", after the next run " + draftsIn(folder);
    }

    private static void requireStrace() throws InterruptedException {
        try {
            int status = new ProcessBuilder("strace", "-qqq", "-o", "/dev/null", "true")
                    .start()
                    .waitFor();
            Assumptions.assumeTrue(status == 0, "this machine lets nobody trace; killing at every step skipped");
        } catch (IOException e) {
            Assumptions.abort("this machine has no strace; killing at every step skipped: " + e.getMessage());
        }
    }

    /** Whether the run that was not acknowledged is there all the same. */
    private boolean assertOldOrNew(String command, int acknowledged, int next) {
        if (acknowledged > 0) {
            assertThat(recordedRuns()).contains(acknowledged);
        }
        Path log = folder.resolve("predictions.db");
        if (Files.exists(log) && size(log) > 0) {
            PredictionLog.of(log).verify();
        }
        List<Long> seen = command.equals(INFER) ? publishedRun() : trainedRuns();
        assertThat(seen).isNotEmpty().allSatisfy(run -> assertThat(run).isBetween((long) acknowledged, (long) next));
        return seen.contains((long) next);
    }

    private List<Integer> recordedRuns() {
        return RunLedger.file(folder.resolve(RepeatedRuns.LEDGER)).ends().stream()
                .filter(end -> end.exitCode() == 0)
                .map(end -> (int) number(end.startedAt()))
                .toList();
    }

    private static long number(Instant moment) {
        return Duration.between(RepeatedRuns.START, moment).toMinutes();
    }

    private List<Long> publishedRun() {
        Path file = folder.resolve("aegismatrix.json");
        return List.of(
                Files.exists(file) ? number(PayloadReader.json().read(file).generatedAt()) : 0L);
    }

    private List<Long> trainedRuns() {
        ModelStore store = ModelStore.directory(folder.resolve("models"));
        return EngineLibrary.SHIPPED.stream()
                .map(kind -> store.load(kind).manifest().seed())
                .toList();
    }

    private void assertEverythingStillWorks(String command, int run) {
        CommandLineRun line = new CommandLineRun(folder).at(RepeatedRuns.moment(run));
        RepeatedRuns.environment().forEach(line::with);
        Result verified = line.run("models verify");
        assertThat(verified.status()).as(verified.err()).isZero();
        long modelDrafts = draftsIn(folder.resolve("models"));
        Result next = line.run(command.replace("<run>", String.valueOf(run)));
        assertThat(next.status()).as(next.err()).isZero();
        assertThat(draftsIn(folder.resolve("models")))
                .as("unfinished versions after the next training")
                .isEqualTo(command.equals(TRAIN) ? 0 : modelDrafts);
        assertThat(line.run("infer").status()).isZero();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("told.err"));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long draftsIn(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("."))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
