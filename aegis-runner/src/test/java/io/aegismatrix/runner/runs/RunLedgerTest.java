package io.aegismatrix.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLedgerTest {

    private static final RunStart START = RunFixture.start("a", "2024-12-31T03:47:00Z");
    private static final RunEnd FAILED = RunFixture.failed("a", "2024-12-31T03:47:00Z", 10, "yahoo: \"429\"\nlater");
    private static final RunEnd PUBLISHED = RunFixture.published("b", "2024-12-31T04:17:00Z", "2024-12-31T04:15:00Z");

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("state/runs.jsonl");
    }

    private RunLedger ledger() {
        return RunLedger.file(file());
    }

    @Test
    void gives_back_what_was_appended_in_that_order() throws IOException {
        ledger().append(START);
        ledger().append(FAILED);
        ledger().append(PUBLISHED);

        assertThat(ledger().lines()).containsExactly(START, FAILED, PUBLISHED);
        assertThat(ledger().ends()).containsExactly(FAILED, PUBLISHED);
        assertThat(Files.readAllLines(file()))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("{\"event\":\"").endsWith("}"));
    }

    @Test
    void is_empty_before_the_first_run() {
        assertThat(ledger().lines()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatever_else_is_in_the_file_costs_neither_memory_nor_what_is_ours() throws IOException {
        Files.createDirectories(file().getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.setLength(10L << 30);
            sparse.seek(sparse.length());
            sparse.write(("\n" + "[".repeat(100_000) + "\n{\"event\":\"" + "x".repeat(100_000) + "\"}\n\377\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        Files.writeString(file(), """
                {"event":"ended","run_id":"odd","at":"+9999999999-01-01T00:00:00Z"}
                {"event":"ended","run_id":null,"command":[],"at":1e999}
                """, StandardOpenOption.APPEND);
        Files.writeString(file(), LedgerJson.write(FAILED) + "\n", StandardOpenOption.APPEND);

        assertThat(ledger().lines()).containsExactly(FAILED);
        assertThat(ledger().recent()).containsExactly(FAILED);
        ledger().append(PUBLISHED);
        assertThat(ledger().ends()).containsExactly(FAILED, PUBLISHED);
    }

    @Test
    void half_a_character_is_read_and_never_written() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), LedgerJson.write(FAILED).replace("later", "\\ud800") + "\n");

        RunEnd read = ledger().ends().get(0);
        assertThat(read.message()).endsWith("\ud800");
        ledger().append(read);
        // Strictly: readAllLines refuses what is no UTF-8.
        assertThat(Files.readAllLines(file(), StandardCharsets.UTF_8)).hasSize(2);
        assertThat(ledger().ends()).hasSize(2);
    }

    @Test
    void a_folder_or_a_pipe_is_no_ledger_and_is_not_waited_for() throws IOException, InterruptedException {
        assertThatThrownBy(() -> RunLedger.file(folder).lines())
                .isInstanceOf(LedgerException.class)
                .hasMessage(folder + ": the ledger cannot be read: it is a folder");
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no pipes of a name here");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();

        RunLedger piped = RunLedger.file(pipe);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            assertThatThrownBy(piped::lines).hasMessageEndingWith("it is no regular file");
            assertThatThrownBy(piped::recent).hasMessageEndingWith("it is no regular file");
            assertThatThrownBy(() -> piped.append(FAILED)).hasMessageEndingWith("it is no regular file");
        });
    }

    @Test
    void a_line_torn_anywhere_costs_that_line_only() throws IOException {
        ledger().append(START);
        byte[] whole = Files.readAllBytes(file());
        for (int kept = 1; kept < whole.length - 1; kept++) {
            Files.write(file(), whole);
            byte[] torn = Arrays.copyOf(whole, kept);
            Files.write(file(), torn, StandardOpenOption.APPEND);
            ledger().append(PUBLISHED);

            assertThat(ledger().lines()).as("after %s bytes", kept).containsExactly(START, PUBLISHED);
        }
    }

    @Test
    void passes_over_lines_of_others_and_bytes_that_are_no_text() throws IOException {
        ledger().append(START);
        Files.write(file(), new byte[] {(byte) 0xff, 0, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(
                file(),
                "{}\n[]\n7\n{\"event\":\"ended\",\"run_id\":7}\n{\"event\":\"started\",\"run_id\":\"x\"}\n",
                StandardOpenOption.APPEND);
        ledger().append(FAILED);

        assertThat(ledger().lines()).containsExactly(START, FAILED);
    }

    @Test
    void keeps_every_line_of_many_writers() {
        IntStream.range(0, 40)
                .parallel()
                .forEach(run -> ledger().append(RunFixture.start("run-" + run, "2024-12-31T03:47:00Z")));

        assertThat(ledger().lines()).hasSize(40).extracting(LedgerLine::runId).doesNotHaveDuplicates();
    }

    @Test
    void stays_bounded_and_keeps_at_least_the_newest_lines() throws IOException {
        int largest = 4_096;
        RunLedger ledger = RunLedger.file(file(), largest);
        for (int run = 0; run < 400; run++) {
            ledger.append(RunFixture.start("run-" + run, "2024-12-31T03:47:00Z"));
            List<LedgerLine> kept = ledger.lines();
            assertThat(kept.get(kept.size() - 1).runId()).isEqualTo("run-" + run);
            assertThat(Files.size(file())).isLessThan(largest + 512);
        }
        List<LedgerLine> kept = ledger.lines();
        assertThat(kept.size()).isBetween(30, 100);
        assertThat(kept)
                .extracting(LedgerLine::runId)
                .containsExactlyElementsOf(IntStream.range(400 - kept.size(), 400)
                        .mapToObj(run -> "run-" + run)
                        .toList());
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("runs.jsonl", "runs.jsonl.1");
        }
    }

    @Test
    void many_writers_that_set_it_aside_at_once_lose_no_recent_line() {
        int largest = 20_000;
        for (int round = 0; round < 20; round++) {
            int number = round;
            IntStream.range(0, 16)
                    .parallel()
                    .forEach(run -> RunLedger.file(file(), largest)
                            .append(RunFixture.start("run-" + number + "-" + run, "2024-12-31T03:47:00Z")));
            assertThat(RunLedger.file(file(), largest).lines())
                    .extracting(LedgerLine::runId)
                    .doesNotHaveDuplicates()
                    .contains(IntStream.range(0, 16)
                            .mapToObj(run -> "run-" + number + "-" + run)
                            .toArray(String[]::new));
        }
        assertThat(folder.resolve("state/runs.jsonl.1")).exists();
    }

    @Test
    void finds_what_answers_a_slot_by_its_inputs_and_its_file() {
        ledger().append(FAILED);
        ledger().append(PUBLISHED);
        var inputs = PUBLISHED.publication().orElseThrow().inputs();
        var others = new TreeMap<>(Map.of("source", "auto", "models", "seller@20250131-bb"));
        Instant slot = Instant.parse("2024-12-31T04:15:00Z");

        assertThat(ledger().findPublished(slot, inputs, "/srv/aegismatrix.json"))
                .contains(PUBLISHED);
        assertThat(ledger().findPublished(slot, others, "/srv/aegismatrix.json"))
                .isEmpty();
        assertThat(ledger().findPublished(slot, inputs, "/srv/other.json")).isEmpty();
        assertThat(ledger().findPublished(slot.plusSeconds(1_800), inputs, "/srv/aegismatrix.json"))
                .isEmpty();
    }

    @Test
    void says_which_file_cannot_be_kept() throws IOException {
        Files.createDirectories(file());

        assertThatThrownBy(() -> ledger().append(START))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("runs.jsonl");
        assertThatThrownBy(() -> ledger().lines()).isInstanceOf(LedgerException.class);
    }
}
