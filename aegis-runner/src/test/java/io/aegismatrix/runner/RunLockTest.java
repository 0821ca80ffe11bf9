package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    private static final RunLock.Owner OWNER =
            new RunLock.Owner("asha@desk train", 4711, Instant.parse("2024-12-31T03:47:00Z"));

    @TempDir
    private Path folder;

    private final List<String> notices = new ArrayList<>();

    private Path file() {
        return folder.resolve("state/aegis.lock");
    }

    private void hold(Runnable work) {
        RunLock.at(file()).hold(OWNER, notices::add, work);
    }

    @Test
    void is_signed_while_held_and_blank_afterwards() throws IOException {
        List<String> seen = new ArrayList<>();
        hold(() -> {
            try {
                seen.add(Files.readString(file()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(seen)
                .containsExactly("{\"owner\":\"asha@desk train\",\"pid\":4711,\"start\":\"2024-12-31T03:47:00Z\"}\n");
        assertThat(Files.readString(file())).isEmpty();
        assertThat(notices).isEmpty();
    }

    @Test
    void names_its_holder_to_whoever_comes_second() {
        List<String> done = new ArrayList<>();
        hold(() -> assertThatThrownBy(() -> hold(() -> done.add("overlapped")))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.LOCKED))
                .hasMessageContaining("asha@desk train, pid 4711, started 2024-12-31T03:47:00Z")
                .hasMessageContaining("aegis.lock"));

        assertThat(done).isEmpty();
    }

    @Test
    void is_free_after_work_that_failed() {
        assertThatThrownBy(() -> hold(() -> {
                    throw new IllegalStateException("off the rails");
                }))
                .hasMessage("off the rails");
        List<String> done = new ArrayList<>();
        hold(() -> done.add("done"));

        assertThat(done).containsExactly("done");
        assertThat(notices).isEmpty();
    }

    @Test
    void is_taken_over_from_a_run_that_died_and_says_so() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"owner\":\"cron@desk infer\",\"pid\":99,\"start\":\"2024-12-30T03:47:00Z\"}\n");

        hold(() -> {});

        assertThat(notices).singleElement().asString().contains("died", "cron@desk infer, pid 99");
        assertThat(Files.readString(file())).isEmpty();
    }

    @Test
    void is_taken_over_from_whatever_was_left_there() throws IOException {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[] {(byte) 0xff, 0, '{'});

        hold(() -> {});

        assertThat(notices).singleElement().asString().contains("somebody who left no name");
    }

    @Test
    void work_that_is_interrupted_gives_it_back_signed_off() throws IOException {
        hold(() -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readString(file())).isEmpty();
    }
}
