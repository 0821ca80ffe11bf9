package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Figures;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.cli.RepeatedRuns.Task;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.log.LogSummary;
import io.aegismatrix.runner.log.LogSummary.Holding;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.replay.StepJournal;
import io.aegismatrix.runner.replay.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of scoring, fetching and replaying at random moments, and of training while it publishes. */
class KilledStepsTest {

    private static final Duration DAY = Duration.ofDays(1);
    /** Not the synthetic source itself, which a store does not keep. */
    private static final String FETCH = "fetch --source csv:market --years 2 --store store.db";

    private static final int MOST_RUNS = 100;
    private static final int LONGEST_DELAY_MS = 300;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(2).toNanos();

    @TempDir
    private Path folder;

    private void train() {
        Result result = line(0).run("train --source synthetic:5 --as-of 2024-12-30 --seed 0");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private CommandLineRun line(int days) {
        CommandLineRun line = new CommandLineRun(folder).at(RepeatedRuns.START.plus(DAY.multipliedBy(days)));
        RepeatedRuns.environment().forEach(line::with);
        return line;
    }

    @Test
    void a_training_killed_while_it_publishes_loses_nothing() throws Exception {
        train();
        killWhilePublishing(1, new Random(20));
    }

    @Test
    @Tag("slow")
    void many_trainings_killed_while_they_publish_lose_nothing(TestReporter reporter) throws Exception {
        train();
        Figures.tell(reporter, "trainings killed inside publishing", killWhilePublishing(30, new Random(21)));
    }

    @Test
    @Tag("slow")
    void many_killed_scorings_lose_nothing_they_acknowledged(TestReporter reporter) throws Exception {
        train();
        Figures.tell(reporter, "killed scorings", killScorings(40, new Random(22)));
    }

    @Test
    @Tag("slow")
    void many_killed_fetches_lose_nothing_they_acknowledged(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "killed fetches", killFetches(30, new Random(23)));
    }

    @Test
    @Tag("slow")
    void a_replay_killed_again_and_again_goes_on_from_its_last_step(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "killed replays", killReplays(40, new Random(24)));
    }

    /** Kills a training once the first draft of a version, or of a pointer, stands beside the engines' versions. */
    private String killWhilePublishing(int times, Random random) throws Exception {
        int acknowledged = 0;
        int inside = 0;
        int someNew = 0;
        for (int i = 0; i < times; i++) {
            Task task = new Task(
                    folder, "train --as-of 2024-12-30 --seed <run>", acknowledged + 1, acknowledged + MOST_RUNS);
            int before;
            try (RepeatedRuns runs = RepeatedRuns.start(task)) {
                RepeatedRuns.Ended first = runs.next();
                assertThat(first.status()).as(told()).isZero();
                awaitDraftIn(folder.resolve("models"));
                TimeUnit.MICROSECONDS.sleep(random.nextInt(3_000));
                before = runs.kill(first.run());
            }
            acknowledged = before;
            List<Long> seeds = seeds();
            assertThat(seeds).allSatisfy(seed -> assertThat(seed).isBetween((long) before, before + 1L));
            boolean renewed = seeds.contains(before + 1L);
            someNew += renewed ? 1 : 0;
            inside += renewed || hasDraft(folder.resolve("models")) ? 1 : 0;
        }
        Result next = line(0).run("train --as-of 2024-12-30 --seed " + (acknowledged + 1));
        assertThat(next.status()).as(next.err()).isZero();
        assertThat(hidden(folder.resolve("models"))).isZero();
        for (EngineId kind : EngineLibrary.shipped().inStore()) {
            assertThat(ModelStore.directory(folder.resolve("models")).versions(kind))
                    .hasSizeLessThanOrEqualTo(8);
        }
        assertThat(line(0).run("models verify").status()).isZero();
        return times + " times, " + inside + " of them with a draft or a new engine left, " + someNew
                + " with a new engine; 0 of " + acknowledged + " acknowledged trainings lost, no draft after the next";
    }

    private List<Long> seeds() {
        ModelStore store = ModelStore.directory(folder.resolve("models"));
        return EngineLibrary.SHIPPED.stream()
                .map(kind -> store.load(kind).manifest().seed())
                .toList();
    }

    private static void awaitDraftIn(Path models) {
        long start = System.nanoTime();
        while (!hasDraft(models)) {
            assertThat(System.nanoTime() - start).as("no draft yet").isLessThan(PATIENCE_NANOS);
            Thread.onSpinWait();
        }
    }

    /** The lock of the models folder is no draft. */
    private static boolean hasDraft(Path models) {
        return EngineLibrary.shipped().inStore().stream()
                .map(kind -> models.resolve(kind.id()).toFile().list())
                .filter(names -> names != null)
                .flatMap(Arrays::stream)
                .anyMatch(name -> name.startsWith("."));
    }

    /** Forecasts and scores day by day, and kills at random moments. */
    private String killScorings(int times, Random random) throws Exception {
        int acknowledged = 0;
        long outcomes = 0;
        long forecasts = 0;
        for (int i = 0; i < times; i++) {
            Task task = new Task(folder, "infer;score", acknowledged + 1, acknowledged + MOST_RUNS, DAY);
            try (RepeatedRuns runs = RepeatedRuns.start(task)) {
                RepeatedRuns.Ended first = runs.next();
                assertThat(first.status()).as(told()).isZero();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DELAY_MS));
                acknowledged = runs.kill(first.run());
            }
            LogSummary summary =
                    PredictionLog.of(folder.resolve("predictions.db")).verify();
            long nowKnown = sum(summary, Holding::outcomes);
            long nowSaid = sum(summary, Holding::forecasts);
            assertThat(nowKnown).isGreaterThanOrEqualTo(outcomes);
            assertThat(nowSaid).isGreaterThanOrEqualTo(forecasts);
            outcomes = nowKnown;
            forecasts = nowSaid;
        }
        Result scored = line(acknowledged + 1).run("score");
        assertThat(scored.status()).as(scored.err()).isZero();
        Result verified = line(acknowledged + 1).run("log verify");
        assertThat(verified.status()).as(verified.err()).isZero();
        assertThat(outcomes).isPositive();
        return times + " times, " + acknowledged + " days acknowledged, " + outcomes
                + " outcomes, the log unbroken; hidden" + " files after the next run " + hidden(folder);
    }

    private static long sum(LogSummary summary, ToLongFunction<Holding> count) {
        return summary.holdings().stream().mapToLong(count).sum();
    }

    private String killFetches(int times, Random random) throws Exception {
        MarketFolder.write(folder.resolve("market"));
        int acknowledged = 0;
        int kept = 0;
        for (int i = 0; i < times; i++) {
            Task task = new Task(folder, FETCH, acknowledged + 1, acknowledged + MOST_RUNS, DAY);
            try (RepeatedRuns runs = RepeatedRuns.start(task)) {
                RepeatedRuns.Ended first = runs.next();
                assertThat(first.status()).as(told()).isZero();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DELAY_MS));
                acknowledged = runs.kill(first.run());
            }
            Result read =
                    line(acknowledged).run("infer --as-of 2024-12-30 --source store --store store.db --models none");
            assertThat(read.status()).as(read.err()).isEqualTo(ExitCode.MODEL.status());
            kept++;
        }
        Result next = line(acknowledged + 1).run(FETCH);
        assertThat(next.status()).as(next.err()).isZero();
        return times + " times, " + acknowledged + " fetches acknowledged, the store whole " + kept
                + " times; hidden files after the next run " + hidden(folder);
    }

    /** A step whose line was there stays as it was; what is read is whole. */
    private String killReplays(int times, Random random) throws Exception {
        String command =
                "replay --from 2023-07-03 --to 2024-12-30 --retrain quarterly --slots close --source synthetic:5 --out lived";
        Path steps = folder.resolve("lived/steps.jsonl");
        StepJournal journal = StepJournal.file(steps);
        List<StepResult> known = List.of();
        int kills = 0;
        boolean done = false;
        while (kills < times && !done) {
            try (RepeatedRuns runs = RepeatedRuns.start(new Task(folder, command, 1, 2))) {
                awaitMoreThan(known.size(), steps);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DELAY_MS));
                done = runs.kill(0) == 1;
            }
            kills += done ? 0 : 1;
            List<StepResult> now = journal.resume();
            assertThat(now).hasSizeGreaterThanOrEqualTo(known.size());
            assertThat(now.subList(0, known.size())).isEqualTo(known);
            known = now;
            assertPayloadsAreWhole(folder.resolve("lived"));
        }
        Result last = line(0).run(command);
        assertThat(last.status()).as(last.err()).isZero();
        Path again = Files.createDirectory(folder.resolve("unkilled"));
        CommandLineRun undisturbed = new CommandLineRun(again).at(RepeatedRuns.START);
        RepeatedRuns.environment().forEach(undisturbed::with);
        assertThat(undisturbed.run(command).status()).isZero();
        assertThat(journal.resume())
                .isEqualTo(StepJournal.file(again.resolve("lived/steps.jsonl")).resume());
        return kills + " times, " + journal.resume().size() + " steps, the same as unkilled; hidden files "
                + hidden(folder);
    }

    private static void awaitMoreThan(int known, Path steps) throws Exception {
        long start = System.nanoTime();
        while (lines(steps) <= known && System.nanoTime() - start < PATIENCE_NANOS) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static long lines(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readString(file)
                        .chars()
                        .filter(letter -> letter == '\n')
                        .count()
                : 0;
    }

    private static void assertPayloadsAreWhole(Path lived) throws IOException {
        try (Stream<Path> files = Files.walk(lived)) {
            files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> file.toString().contains("payloads")
                            && file.toString().endsWith(".json"))
                    .forEach(file -> PayloadReader.json().read(file));
        }
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("told.err"));
    }

    private static long hidden(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("."))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
