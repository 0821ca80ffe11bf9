package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.Figures;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.cli.RepeatedRuns.Ended;
import io.aegismatrix.runner.cli.RepeatedRuns.Task;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of the published file sees, and what the exit code says, when the machine misbehaves. */
class FaultsTest {

    private static final Instant NOON = Instant.parse("2024-12-31T06:30:00Z");

    @TempDir
    private static Path trained = Path.of("");

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        Result result =
                new CommandLineRun(trained).at(NOON).run("train --source synthetic:5 --as-of 2024-12-30 --seed 1");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @BeforeEach
    void copies_the_models() throws IOException {
        copy(trained.resolve("models"), folder.resolve("models"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private CommandLineRun line(Path where) {
        return new CommandLineRun(where)
                .at(NOON)
                .with("AEGIS_SOURCE", "synthetic:5")
                .with("AEGIS_LOCK", folder.resolve("aegis.lock").toString());
    }

    private static void assertDone(Result result) {
        assertThat(result.status()).as(result.err()).isZero();
    }

    @Test
    void a_full_disk_leaves_the_payload_the_models_and_the_ledger_as_they_were() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), 2_048)) {
            copy(trained.resolve("models"), disk.folder().resolve("models"));
            CommandLineRun line = line(disk.folder()).with("AEGIS_LEDGER", "runs.jsonl");
            assertDone(line.run("infer"));
            byte[] published = Files.readAllBytes(disk.folder().resolve("aegismatrix.json"));
            for (int left : new int[] {0, 8_192}) {
                disk.fillUp(left);

                Result inferred = line.at(NOON.plusSeconds(60)).run("infer");
                Result learned = line.run("train --as-of 2024-12-30 --seed 2");

                assertThat(inferred.status()).as(inferred.err()).isEqualTo(11);
                assertThat(inferred.err()).contains("aegismatrix.json was not written", "No space left");
                assertThat(learned.status()).as(learned.err()).isEqualTo(1);
                assertThat(learned.err()).contains("No space left");
                assertThat(disk.folder().resolve("aegismatrix.json")).hasBinaryContent(published);
                assertThat(seeds(disk.folder().resolve("models"))).containsOnly(1L);
                assertThat(disk.drafts()).isZero();
                Files.delete(disk.folder().resolve("ballast"));
            }
            assertDone(line.run("infer"));
            assertThat(RunLedger.file(disk.folder().resolve("runs.jsonl")).ends())
                    .extracting(RunEnd::exitCode)
                    .startsWith(0)
                    .endsWith(0);
        }
    }

    private static List<Long> seeds(Path models) {
        ModelStore store = ModelStore.directory(models);
        return EngineLibrary.SHIPPED.stream()
                .map(kind -> store.load(kind).manifest().seed())
                .toList();
    }

    @Test
    void a_read_only_disk_leaves_everything_as_it_was() throws Exception {
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), 2_048)) {
            copy(trained.resolve("models"), disk.folder().resolve("models"));
            CommandLineRun line = line(disk.folder()).with("AEGIS_LEDGER", "runs.jsonl");
            assertDone(line.run("infer"));
            byte[] published = Files.readAllBytes(disk.folder().resolve("aegismatrix.json"));
            disk.readOnly();

            Result inferred = line.at(NOON.plusSeconds(60)).run("infer");
            Result learned = line.run("train --as-of 2024-12-30 --seed 2");
            Result kept = line.run("fetch --source synthetic:5");

            assertThat(inferred.status()).as(inferred.err()).isEqualTo(11);
            assertThat(inferred.err())
                    .contains("aegismatrix.json was not written", "Read-only file system")
                    .contains("the run cannot be recorded");
            assertThat(learned.status()).as(learned.err()).isEqualTo(1);
            assertThat(kept.status()).as(kept.err()).isEqualTo(10);
            assertThat(disk.folder().resolve("aegismatrix.json")).hasBinaryContent(published);
            assertThat(seeds(disk.folder().resolve("models"))).containsOnly(1L);
        }
    }

    @Test
    void a_damaged_store_is_refused_and_what_was_published_stays() throws IOException {
        damageTheStore(4);
    }

    @Test
    @Tag("slow")
    void a_store_damaged_in_many_ways_is_refused() throws IOException {
        damageTheStore(30);
    }

    private void damageTheStore(int times) throws IOException {
        Path store = folder.resolve("market.db");
        MarketStores.sqlite(store)
                .save(MarketFetch.of(MarketSources.csv(MarketFolder.write(folder.resolve("market")))
                        .snapshot(MarketRequest.nifty50(CommandLineRun.NOW))));
        CommandLineRun line = line(folder)
                .at(CommandLineRun.NOW)
                .with("AEGIS_STORE", store.toString())
                .with("AEGIS_SOURCE", "store");
        assertDone(line.run("infer"));
        byte[] published = Files.readAllBytes(folder.resolve("aegismatrix.json"));
        byte[] whole = Files.readAllBytes(store);
        Random random = new Random(5);
        for (int i = 0; i < times; i++) {
            byte[] damaged = whole.clone();
            byte[] rubbish = new byte[damaged.length / 3];
            random.nextBytes(rubbish);
            System.arraycopy(rubbish, 0, damaged, random.nextInt(damaged.length - rubbish.length), rubbish.length);
            Files.write(store, damaged);

            Result result = line.at(CommandLineRun.NOW.plusSeconds(60)).run("infer");

            assertThat(result.status()).as(result.err()).isEqualTo(10);
            assertThat(folder.resolve("aegismatrix.json")).hasBinaryContent(published);
        }
    }

    @Test
    void a_damaged_pointer_is_refused_and_what_was_published_stays() throws IOException {
        damageThePointer(5);
    }

    @Test
    @Tag("slow")
    void a_pointer_damaged_in_many_ways_is_refused() throws IOException {
        damageThePointer(60);
    }

    private void damageThePointer(int times) throws IOException {
        CommandLineRun line = line(folder);
        assertDone(line.run("infer"));
        byte[] published = Files.readAllBytes(folder.resolve("aegismatrix.json"));
        Path pointer = folder.resolve("models/seller/current");
        byte[] whole = Files.readAllBytes(pointer);
        Random random = new Random(6);
        for (int i = 0; i < times; i++) {
            byte[] damaged = i % 3 == 0 ? new byte[i] : whole.clone();
            if (i % 3 != 0) {
                damaged[random.nextInt(damaged.length - 1)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(pointer, damaged);

            Result result = line.at(NOON.plusSeconds(60)).run("infer");

            assertThat(result.status()).as(result.err()).isEqualTo(12);
            assertThat(folder.resolve("aegismatrix.json")).hasBinaryContent(published);
        }
    }

    /** A clock that is set back by an hour in the middle, and by a little at every look. */
    private static final class ClockSetBack extends Clock {

        private final Instant start;
        private final int jump;
        private int looks;

        ClockSetBack(Instant start, int jump) {
            this.start = start;
            this.jump = jump;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            looks++;
            Instant now = start.minusMillis(10L * looks);
            return looks >= jump ? now.minus(Duration.ofHours(1)) : now;
        }
    }

    @Test
    void a_clock_that_jumps_back_breaks_no_run_and_no_record() {
        setBackTheClock(4);
    }

    @Test
    @Tag("slow")
    void a_clock_that_jumps_back_at_any_look_breaks_no_run_and_no_record() {
        setBackTheClock(1);
    }

    private void setBackTheClock(int step) {
        int runs = 0;
        for (int jump = 1; jump <= 30; jump += step) {
            Result result = line(folder)
                    .with("AEGIS_LEDGER", "runs.jsonl")
                    .with("AEGIS_METRICS", "metrics")
                    .at(new ClockSetBack(NOON, jump))
                    .run("infer --once-per-slot");
            runs++;
            assertDone(result);
            assertThat(result.err()).doesNotContain("warning");
            PayloadReader.json().read(folder.resolve("aegismatrix.json"));
        }
        assertThat(RunLedger.file(folder.resolve("runs.jsonl")).ends())
                .hasSize(runs)
                .allSatisfy(end -> {
                    assertThat(end.exitCode()).isZero();
                    assertThat(end.stagesMs().values()).allMatch(millis -> millis >= 0);
                });
    }

    @Test
    void two_starts_at_once_never_overlap() throws Exception {
        startTwiceAtOnce(2);
    }

    @Test
    @Tag("slow")
    void two_starts_at_once_never_overlap_however_often(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "two starts at once", startTwiceAtOnce(60));
    }

    private String startTwiceAtOnce(int rounds) throws Exception {
        Path gates = Files.createDirectories(folder.resolve("gates"));
        Task task = new Task(folder, "infer", 0, rounds);
        List<Ended> ends = new ArrayList<>();
        try (RepeatedRuns one = RepeatedRuns.start(task);
                RepeatedRuns other = RepeatedRuns.start(task)) {
            for (int round = 0; round < rounds; round++) {
                Files.createFile(gates.resolve(String.valueOf(round)));
                List<Ended> both = List.of(one.next(), other.next());
                assertThat(both).extracting(Ended::status).isSubsetOf(0, 14).contains(0);
                assertThat(PayloadReader.json()
                                .read(folder.resolve("aegismatrix.json"))
                                .generatedAt())
                        .isEqualTo(RepeatedRuns.moment(round));
                ends.addAll(both);
            }
        }
        long refused = ends.stream().filter(end -> end.status() == 14).count();
        List<RunEnd> recorded =
                RunLedger.file(folder.resolve(RepeatedRuns.LEDGER)).ends();
        assertThat(recorded).hasSize(2 * rounds).extracting(RunEnd::runId).doesNotHaveDuplicates();
        return rounds + " rounds: " + (2L * rounds - refused) + " published, " + refused + " refused with 14";
    }
}
