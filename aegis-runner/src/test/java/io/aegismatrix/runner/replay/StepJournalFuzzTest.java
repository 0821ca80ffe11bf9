package io.aegismatrix.runner.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the journal of a replay holds is steps that can be gone on from, or a refusal. */
class StepJournalFuzzTest {

    @TempDir
    private static Path folder = Path.of("");

    @FuzzTest
    void any_file_is_steps_or_a_refusal(byte[] data) throws IOException {
        Path file = Files.write(folder.resolve("steps.jsonl"), data);
        StepJournal journal = StepJournal.file(file);
        Untrusted.parsesOrRefuses(
                () -> {
                    List<StepResult> steps = journal.resume();
                    assertThat(journal.resume()).isEqualTo(steps);
                },
                List.of(IOException.class));
    }
}
