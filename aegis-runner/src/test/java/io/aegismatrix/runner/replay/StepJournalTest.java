package io.aegismatrix.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done outlives a crash, and what was half written down was not done. */
class StepJournalTest {

    private static final StepResult TRAINED =
            new StepResult(Instant.parse("2024-12-24T01:45:00Z"), ReplayStep.Kind.TRAIN, 13, "a gate failed: \"why\"");
    private static final StepResult INFERRED =
            new StepResult(Instant.parse("2024-12-24T10:30:00Z"), ReplayStep.Kind.INFER, 0, "");

    @TempDir
    private Path folder;

    private Path file;
    private StepJournal journal;

    @BeforeEach
    void opens_a_journal() {
        file = folder.resolve("steps.jsonl");
        journal = StepJournal.file(file);
    }

    @Test
    void gives_back_what_was_appended() throws IOException {
        assertThat(journal.resume()).isEmpty();
        journal.append(TRAINED);
        journal.append(INFERRED);
        assertThat(journal.resume()).containsExactly(TRAINED, INFERRED);
    }

    @Test
    void a_line_cut_anywhere_is_taken_away_and_the_next_one_stands_by_itself() throws IOException {
        journal.append(TRAINED);
        long whole = Files.size(file);
        journal.append(INFERRED);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = (int) whole; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(journal.resume()).containsExactly(TRAINED);
            journal.append(INFERRED);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }

    @Test
    void a_line_that_is_none_of_ours_is_named() throws IOException {
        journal.append(TRAINED);
        Files.writeString(file, Files.readString(file) + "hello\n");
        assertThatIOException().isThrownBy(() -> journal.resume()).withMessageContaining("steps.jsonl:2");
    }
}
