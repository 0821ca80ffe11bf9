package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that is killed, runs out of disk or is damaged comes to the bytes of one that nothing happened to. */
class SweepFaultsTest {

    private static final String PLAN = "sweep plan --as-of 2024-12-31 --from 2024-01-01 --to 2024-06-28 --engine seller"
            + " --market synthetic:42..44 --seed 1 --seed 2";
    private static final int TASKS = 6;

    /** The sweep of a worker process that never comes past its third back-test. */
    private static final String STUCK = "stuck";

    /** The sweep of a worker process that really trains. */
    private static final String TRAINING = "training";

    @TempDir
    private Path folder = Path.of("");

    /** A sweep in a process of its own. */
    static final class Worker {

        private Worker() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            AtomicInteger begun = new AtomicInteger();
            EngineLibrary engines = args[1].equals(TRAINING)
                    ? EngineLibrary.shipped()
                    : new FakeEngines().beforeBacktesting(() -> {
                        if (begun.incrementAndGet() == 3) {
                            waitForever(folder.resolve("inside"));
                        }
                    });
            RunContext context =
                    new RunContext(Map.of(), Clock.systemUTC(), System.out, System.err, folder, false, engines);
            System.exit(AegisMain.process(context, "sweep", "run", "--workers", "1"));
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

    private Process start(Path where, String kind) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Worker.class.getName(),
                        where.toString(),
                        kind)
                .redirectErrorStream(true)
                .redirectOutput(told().toFile())
                .start();
    }

    private Path told() {
        return folder.resolve("told");
    }

    /** Ends a process as {@code kill -9} does, once something has happened in it. */
    private void kill(Process process, BooleanSupplier once) throws IOException, InterruptedException {
        try {
            while (!once.getAsBoolean()) {
                assertThat(process.isAlive()).as(Files.readString(told())).isTrue();
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);
    }

    private static CommandLineRun line(Path where) {
        return new CommandLineRun(where);
    }

    private static String run(CommandLineRun line, String command) {
        Result result = line.run(command);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    /** The bytes of a sweep that nothing happens to, collected. */
    private SortedMap<String, byte[]> undisturbed(EngineLibrary engines, String plan) throws IOException {
        Path where = Files.createDirectory(folder.resolve("undisturbed"));
        CommandLineRun line = line(where).with(engines);
        run(line, plan);
        run(line, "sweep run --workers 1");
        run(line, "sweep collect");
        return bytes(where);
    }

    /** All a sweep keeps but its receipts, which say when and where. */
    private static SortedMap<String, byte[]> bytes(Path where) throws IOException {
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        Path sweep = where.resolve("aegis-sweep");
        for (Path file : files(sweep)) {
            if (!file.endsWith("receipt.json")) {
                bytes.put(sweep.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    private static List<Path> files(Path where) throws IOException {
        try (Stream<Path> paths = Files.walk(where)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static int receipts(Path where) {
        try {
            return (int) files(where.resolve("aegis-sweep")).stream()
                    .filter(file -> file.endsWith("receipt.json"))
                    .count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SweepPlan plan(Path where) throws IOException {
        return SweepPlan.read(where.resolve("aegis-sweep").resolve(SweepPlan.FILE));
    }

    private static Path file(Path where, SweepTask task, String name) {
        return where.resolve("aegis-sweep/results").resolve(task.path()).resolve(name);
    }

    private static void assertSame(SortedMap<String, byte[]> found, SortedMap<String, byte[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void killed_inside_a_back_test_it_goes_on_to_the_bytes_of_an_undisturbed_one() throws Exception {
        SortedMap<String, byte[]> expected = undisturbed(new FakeEngines(), PLAN);
        run(line(folder), PLAN);

        kill(start(folder, STUCK), () -> Files.exists(folder.resolve("inside")));

        assertThat(run(line(folder), "sweep status")).contains("6 back-tests: 2 done, 0 without one, 4 left");
        assertThat(bytes(folder).keySet()).as("nothing half-written").isSubsetOf(expected.keySet());
        SortedMap<String, byte[]> before = receiptsOf(folder);
        assertThat(run(line(folder), "sweep run")).contains("6 done, 0 without one, 0 left");
        assertThat(receiptsOf(folder)).as("what was finished is not done again").containsAllEntriesOf(before);
        run(line(folder), "sweep collect");
        assertSame(bytes(folder), expected);
    }

    /** Receipts by task, as text that can be compared. */
    private static SortedMap<String, byte[]> receiptsOf(Path where) throws IOException {
        SortedMap<String, byte[]> receipts = new TreeMap<>();
        for (SweepTask task : plan(where).tasks()) {
            Path file = file(where, task, "receipt.json");
            if (Files.exists(file)) {
                receipts.put(task.key(), Files.readAllBytes(file));
            }
        }
        return receipts;
    }

    @Test
    @Tag("slow")
    void killed_again_after_every_result_a_real_sweep_comes_to_the_same_bytes() throws Exception {
        String plan = PLAN.replace(" --seed 2", "") + " --refit 126";
        SortedMap<String, byte[]> expected = undisturbed(EngineLibrary.shipped(), plan);
        CommandLineRun line = line(folder).with(EngineLibrary.shipped());
        run(line, plan);

        for (int done = 1; done < 3; done++) {
            int enough = done;
            kill(start(folder, TRAINING), () -> receipts(folder) >= enough);
            assertThat(run(line, "sweep status")).contains("3 back-tests: ", " 0 without one, ");
        }

        assertThat(run(line, "sweep run")).contains("3 done, 0 without one, 0 left");
        run(line, "sweep collect");
        assertSame(bytes(folder), expected);
    }

    @Test
    void a_full_disk_ends_the_run_by_its_name_and_with_room_again_it_goes_on() throws Exception {
        SortedMap<String, byte[]> expected = undisturbed(new FakeEngines(), PLAN);
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), 4_096)) {
            CommandLineRun line = line(disk.folder());
            run(line, PLAN);
            for (int left : new int[] {0, 16_384}) {
                disk.fillUp(left);

                Result full = line.run("sweep run --workers 1");

                assertThat(full.status()).as(full.err()).isEqualTo(1);
                assertThat(full.err())
                        .contains("a market or a result cannot be read or kept; run again", "No space left on device");
                assertThat(disk.drafts()).isZero();
                Files.delete(disk.folder().resolve("ballast"));
                assertThat(run(line, "sweep status"))
                        .contains("6 back-tests: " + receipts(disk.folder()) + " done, 0 without one, ")
                        .doesNotContain(" 0 left");
            }

            assertThat(run(line, "sweep run")).contains("6 done, 0 without one, 0 left");
            run(line, "sweep collect");
            assertSame(bytes(disk.folder()), expected);
        }
    }

    @Test
    void a_damaged_result_and_a_damaged_receipt_are_found_and_only_they_are_done_again() throws Exception {
        run(line(folder), PLAN);
        run(line(folder), "sweep run");
        run(line(folder), "sweep collect");
        SortedMap<String, byte[]> whole = bytes(folder);
        List<SweepTask> tasks = plan(folder).tasks();
        flip(file(folder, tasks.get(1), "predictions.csv.gz"));
        Files.writeString(file(folder, tasks.get(4), "receipt.json"), "{\"key\":");

        assertThat(run(line(folder), "sweep collect")).contains("; 2 back-tests are not finished");
        assertThat(run(line(folder), "sweep status")).contains("5 done, 0 without one, 1 left");
        AtomicInteger walked = new AtomicInteger();
        CommandLineRun counting = line(folder).with(new FakeEngines().beforeBacktesting(walked::incrementAndGet));
        assertThat(run(counting, "sweep run")).contains("6 done, 0 without one, 0 left");

        assertThat(walked).hasValue(2);
        run(line(folder), "sweep collect");
        assertSame(bytes(folder), whole);
        assertAllVerified(tasks);
    }

    private void assertAllVerified(Collection<SweepTask> tasks) throws IOException {
        ResultStore store = ResultStore.folder(folder.resolve("aegis-sweep"));
        for (SweepTask task : tasks) {
            assertThat(store.verify(task)).as(task.path()).isPresent();
        }
        assertThat(tasks).hasSize(TASKS);
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
