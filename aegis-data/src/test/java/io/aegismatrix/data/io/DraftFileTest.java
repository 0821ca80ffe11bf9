package io.aegismatrix.data.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftFileTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("p.json");
    }

    private static DraftFile.Content text(String text) {
        return out -> out.write(text.getBytes(UTF_8));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void replaces_a_file_and_leaves_nothing_beside_it() throws IOException {
        DraftFile.replace(file(), text("old"));
        DraftFile.replace(file(), text("new"));

        assertThat(file()).hasContent("new");
        assertThat(names()).containsExactly("p.json");
    }

    @Test
    void a_writer_that_closes_its_stream_is_no_harm() throws IOException {
        DraftFile.replace(file(), OutputStream::close);
        assertThat(file()).isEmptyFile();
    }

    @Test
    void a_failed_write_leaves_the_old_file_and_no_draft() throws IOException {
        Files.writeString(file(), "old");
        assertThatThrownBy(() -> DraftFile.replace(file(), out -> {
                    out.write(1);
                    throw new IOException("no room");
                }))
                .hasMessage("no room");

        assertThat(file()).hasContent("old");
        assertThat(names()).containsExactly("p.json");
    }

    @Test
    void a_thousand_drafts_of_killed_writers_of_any_number_go() throws IOException {
        long own = ProcessHandle.current().pid();
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(folder.resolve(".p.json." + (i % 2 == 0 ? 1 : own) + "-" + i + ".tmp"));
        }
        Files.createFile(folder.resolve(".p.json." + UUID.randomUUID() + ".tmp"));

        DraftFile.replace(file(), text("new"));

        assertThat(names()).containsExactly("p.json");
    }

    @Test
    void what_only_looks_alike_stays() throws IOException {
        List<String> others = List.of(".p.json.backup.tmp", ".p.json.tmp", ".q.json.1-0.tmp", "p.json.1-0.tmp");
        for (String other : others) {
            Files.createFile(folder.resolve(other));
        }
        Path link = Files.createSymbolicLink(folder.resolve(".p.json.1-1.tmp"), folder.resolve(".q.json.1-0.tmp"));

        DraftFile.replace(file(), text("new"));

        assertThat(names()).containsAll(others).contains(link.getFileName().toString());
    }

    @Test
    void drafts_of_other_users_stay() throws IOException {
        Path foreign = Files.createFile(folder.resolve(".p.json.1-0.tmp"));
        try {
            Files.setAttribute(foreign, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("only the superuser may give files to another user");
        }

        DraftFile.replace(file(), text("new"));

        assertThat(foreign).exists();
    }

    @Test
    void the_draft_of_a_living_process_stays_until_it_dies() throws Exception {
        Path draft = Files.createFile(folder.resolve(".p.json.1-0.tmp"));
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        draft.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = writer.inputReader()) {
            assertThat(said.readLine()).isEqualTo("locked");
            DraftFile.replace(file(), text("one"));
            assertThat(draft).exists();
        } finally {
            writer.destroyForcibly().waitFor();
        }
        DraftFile.replace(file(), text("two"));
        assertThat(names()).containsExactly("p.json");
    }

    /** Holds the lock on a draft until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
                System.out.println(channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null ? "not locked" : "locked");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void many_writers_at_once_each_write_it_whole() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> writes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String text = String.valueOf(i % 10).repeat(5_000);
                writes.add(threads.submit(() -> {
                    DraftFile.replace(file(), text(text));
                    String seen = Files.readString(file());
                    return seen.length() == 5_000 && seen.chars().distinct().count() == 1;
                }));
            }
            for (Future<Boolean> write : writes) {
                assertThat(write.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(names()).containsExactly("p.json");
    }

    @Test
    void a_long_name_gets_a_short_draft() throws IOException {
        Path longest = folder.resolve("n".repeat(250) + ".json");
        DraftFile.replace(longest, text("new"));
        assertThat(longest).hasContent("new");
    }

    @Test
    void refuses_a_folder_as_target() throws IOException {
        Files.createDirectory(file());
        assertThatThrownBy(() -> DraftFile.replace(file(), text("new"))).hasMessage("it is a folder");
        assertThat(names()).containsExactly("p.json");
    }
}
