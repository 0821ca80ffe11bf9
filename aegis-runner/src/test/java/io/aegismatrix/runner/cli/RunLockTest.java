package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.io.OwnFiles;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.process.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"{\"ow", "{\"owner\":", "{\"owner\":\"cron", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0"})
    void is_taken_over_from_a_signature_that_a_power_cut_tore(String torn) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), torn);

        hold(() -> {});

        assertThat(notices).singleElement().asString().contains("somebody who left no name");
    }

    private static void refuses(RunLock lock, String reason) {
        List<String> done = new ArrayList<>();
        assertThatThrownBy(() -> lock.hold(OWNER, done::add, () -> done.add("done")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(reason);
        assertThat(done).isEmpty();
    }

    @Test
    void nothing_is_cut_that_no_run_made() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "of great worth");
        Path lock = folder.resolve(".v.json.lock");
        RunLock beside = RunLock.ofFile(folder.resolve("v.json"), Optional.empty());

        Files.createSymbolicLink(lock, precious);
        refuses(beside, "it is a link, not the lock of a run");
        Files.delete(lock);
        Files.createSymbolicLink(lock, folder.resolve("not there"));
        refuses(beside, "it is a link");
        Files.delete(lock);
        Files.createLink(lock, precious);
        refuses(beside, "it is a file with further names");
        Files.delete(lock);
        Files.createDirectory(lock);
        refuses(beside, "it is a folder");
        Files.delete(lock);
        Files.writeString(lock, "of great worth");
        refuses(beside, "it holds something else than the name of a run");

        assertThat(precious).hasContent("of great worth");
        assertThat(lock).hasContent("of great worth");
        assertThat(folder.resolve("not there")).doesNotExist();
    }

    private List<Path> files(Path of) throws IOException {
        try (var files = Files.walk(of)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void lies_beside_a_file_while_it_is_held_and_leaves_no_trace() throws IOException {
        Path target = folder.resolve("public/data/v.json");
        List<Path> seen = new ArrayList<>();
        RunLock.ofFile(target, Optional.empty()).hold(OWNER, notices::add, () -> {
            try {
                seen.addAll(files(folder));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(seen).containsExactly(target.resolveSibling(".v.json.lock"));
        assertThat(folder).isEmptyDirectory();
        assertThat(notices).isEmpty();
    }

    @Test
    void folders_that_were_filled_meanwhile_stay() throws IOException {
        Path models = folder.resolve("models");
        RunLock.ofFolder(models, Optional.empty()).hold(OWNER, notices::add, () -> {
            assertThat(models.resolve(".aegis.lock")).exists();
            assertThat(models.resolve("direction").toFile().mkdir()).isTrue();
        });
        assertThat(models).isDirectoryContaining(path -> path.endsWith("direction"));
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void is_one_whichever_way_leads_to_its_folder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        RunLock.ofFile(real.resolve("v.json"), Optional.empty())
                .hold(
                        OWNER,
                        notices::add,
                        () -> refuses(
                                RunLock.ofFile(link.resolve("v.json"), Optional.empty()),
                                "another run is working on it"));
    }

    @Test
    void lies_in_a_folder_of_its_own_where_everybody_may_make_files() throws IOException {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Assumptions.assumeTrue(
                shared.getFileSystem().supportedFileAttributeViews().contains("unix"), "no modes here");
        Files.setAttribute(shared, "unix:mode", 0x4000 | 01777);
        Path cache = folder.resolve("cache");
        Path target = shared.resolve("v.json");
        Files.createDirectory(shared.resolve(".v.json.lock"));

        RunLock.ofFile(target, Optional.of(cache)).hold(OWNER, notices::add, () -> {
            assertThat(cache.resolve("locks")).isNotEmptyDirectory();
            refuses(RunLock.ofFile(target, Optional.of(cache)), "asha@desk train, pid 4711");
        });
        assertThat(cache.resolve("locks")).isEmptyDirectory();
        assertThat(notices).isEmpty();

        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> done = new ArrayList<>();
        RunLock.ofFile(target, Optional.of(cache)).hold(OWNER, notices::add, () -> done.add("done"));
        assertThat(done).containsExactly("done");
        assertThat(notices).singleElement().asString().contains("no other run is kept away");
    }

    @Test
    void what_killed_runs_left_in_the_folder_of_its_own_goes_after_a_day() throws IOException {
        Path locks = OwnFiles.requireOwnFolder(folder.resolve("cache/locks"));
        Path old = Files.createFile(locks.resolve("0123.lock"));
        Path young = Files.createFile(locks.resolve("4567.lock"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        Path file = Files.createFile(folder.resolve("no folder"));

        RunLock.ofFile(file.resolve("v.json"), Optional.of(folder.resolve("cache")))
                .hold(OWNER, notices::add, () -> {});

        assertThat(locks).isDirectoryNotContaining(old::equals);
        assertThat(young).exists();
    }

    @Test
    void whoever_may_write_the_folder_may_lock_it() throws IOException {
        Path group = Files.createDirectory(folder.resolve("group"));
        Assumptions.assumeTrue(
                group.getFileSystem().supportedFileAttributeViews().contains("posix"), "no modes here");
        Files.setPosixFilePermissions(group, PosixFilePermissions.fromString("rwxrwxr-x"));
        RunLock.ofFile(group.resolve("v.json"), Optional.empty()).hold(OWNER, notices::add, () -> {
            try {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(group.resolve(".v.json.lock"))))
                        .startsWith("rw-rw-");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Each enters a room for one; the file's coming and going must never let in two. */
    @Test
    void many_at_once_never_work_together() throws Exception {
        Path room = folder.resolve("room");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger entered = new AtomicInteger();
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(threads.submit(() -> {
                    for (int n = 0; n < 100; n++) {
                        try {
                            RunLock.ofFile(folder.resolve("v.json"), Optional.empty())
                                    .hold(OWNER, notice -> {}, () -> {
                                        assertThat(room.toFile().mkdir()).isTrue();
                                        entered.incrementAndGet();
                                        assertThat(room.toFile().delete()).isTrue();
                                    });
                        } catch (CommandException e) {
                            assertThat(e.exitCode()).isEqualTo(ExitCode.LOCKED);
                        }
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(entered).hasPositiveValue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void work_that_is_interrupted_gives_it_back_signed_off() throws IOException {
        hold(() -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readString(file())).isEmpty();
    }
}
