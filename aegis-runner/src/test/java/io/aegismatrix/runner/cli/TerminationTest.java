package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.process.Termination;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is told to stop, in a process of its own. */
class TerminationTest {

    @TempDir
    private Path folder;

    /** The training: it reaches the engine, says so by a file, and never ends by itself. */
    static final class Endless {

        private Endless() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            FakeEngines engines = new FakeEngines().beforeTraining(() -> waitForever(folder.resolve("training")));
            RunContext context = new RunContext(
                    Map.of("AEGIS_LEDGER", "runs.jsonl", "AEGIS_LOCK", "aegis.lock"),
                    Clock.systemUTC(),
                    System.out,
                    System.err,
                    folder,
                    false,
                    engines);
            System.exit(AegisMain.process(context, "train", "--source", "synthetic", "--engine", "seller"));
        }

        private static void waitForever(Path sign) {
            try {
                Files.createFile(sign);
                new CountDownLatch(1).await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile())
                .start();
    }

    private void awaitTraining(Process process) throws InterruptedException, IOException {
        while (!Files.exists(folder.resolve("training"))) {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("told")))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void told_to_stop_in_training_ends_in_good_order() throws IOException, InterruptedException {
        Process process = start();
        awaitTraining(process);
        assertThat(Files.readString(folder.resolve("aegis.lock"))).contains(" train\"", "\"pid\":" + process.pid());

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Termination.STATUS);
        assertThat(Files.readString(folder.resolve("told"))).contains("training was interrupted, nothing was kept");
        assertThat(folder.resolve("models")).doesNotExist();
        assertThat(folder.resolve("aegis.lock")).isEmptyFile();
        RunEnd end = end();
        assertThat(end.outcome()).isEqualTo(RunOutcome.TERMINATED);
        assertThat(end.exitCode()).isEqualTo(Termination.STATUS);
        assertThat(end.command()).isEqualTo("train");
        assertThat(end.stagesMs()).containsKeys("data", "features", "total");
    }

    @Test
    void killed_in_training_leaves_a_lock_that_the_next_run_takes_over() throws IOException, InterruptedException {
        Process process = start();
        awaitTraining(process);

        process.destroyForcibly();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(RunLedger.file(folder.resolve("runs.jsonl")).lines()).hasSize(1);
        CommandLineRun.Result next = new CommandLineRun(folder)
                .with("AEGIS_LEDGER", "runs.jsonl")
                .with("AEGIS_LOCK", "aegis.lock")
                .run("train --source synthetic --engine seller");
        assertThat(next.status()).as(next.err()).isZero();
        assertThat(next.err()).contains("took over the lock", "pid " + process.pid());
        assertThat(RunLedger.file(folder.resolve("runs.jsonl")).ends())
                .extracting(RunEnd::outcome)
                .containsExactly(RunOutcome.CRASHED, RunOutcome.DONE);
    }

    private RunEnd end() {
        List<RunEnd> ends = RunLedger.file(folder.resolve("runs.jsonl")).ends();
        assertThat(ends).hasSize(1);
        return ends.get(0);
    }

    @Test
    void what_must_not_be_cut_in_two_is_finished_first_and_nothing_is_begun_after() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        List<String> done = new CopyOnWriteArrayList<>();
        Thread[] worker = new Thread[1];
        Termination[] termination = new Termination[1];
        worker[0] = new Thread(() -> {
            termination[0].undisturbed(() -> {
                begun.countDown();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                done.add(Thread.currentThread().isInterrupted() ? "disturbed" : "undisturbed");
            });
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                done.add("interrupted");
            }
            try {
                termination[0].undisturbed(() -> done.add("too late"));
            } catch (CommandException e) {
                done.add(e.exitCode().name());
            }
            termination[0].done();
        });
        termination[0] = new Termination(worker[0]);
        worker[0].start();
        begun.await();

        termination[0].request();

        assertThat(done).containsExactly("undisturbed", "interrupted", ExitCode.INTERNAL.name());
    }
}
