package io.aegismatrix.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    private Path parent;

    private List<Path> folders() throws IOException {
        try (var files = Files.list(parent)) {
            return files.toList();
        }
    }

    private Path left(String name) throws IOException {
        Path left = Files.createDirectories(parent.resolve(name).resolve("pytorch"));
        Files.createFile(parent.resolve(name).resolve(".lock"));
        Files.writeString(left.resolve("libtorch.so"), "half");
        return parent.resolve(name);
    }

    @Test
    void is_new_each_time_and_goes_with_what_it_holds() throws IOException {
        TemporaryFolder one = TemporaryFolder.make(parent);
        TemporaryFolder other = TemporaryFolder.make(parent);
        assertThat(one.path()).isNotEqualTo(other.path()).exists();
        Files.writeString(Files.createDirectory(one.path().resolve("a")).resolve("b"), "c");
        one.delete();
        other.delete();
        assertThat(folders()).isEmpty();
    }

    @Test
    void folders_of_the_dead_go_and_those_of_the_living_stay() throws Exception {
        left("aegis-native-1");
        Path foreign = Files.createDirectory(parent.resolve("another"));
        Process living = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Living.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = living.inputReader()) {
            Path held = Path.of(said.readLine());
            TemporaryFolder made = TemporaryFolder.make(parent);
            assertThat(folders()).containsExactlyInAnyOrder(held, made.path(), foreign);
            made.delete();
        } finally {
            living.destroyForcibly().waitFor();
        }
        TemporaryFolder made = TemporaryFolder.make(parent);
        assertThat(folders()).containsExactlyInAnyOrder(made.path(), foreign);
        made.delete();
    }

    /** Has a folder until it is killed. */
    static final class Living {

        private Living() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            System.out.println(TemporaryFolder.make(Path.of(args[0])).path());
            Thread.sleep(60_000);
        }
    }

    @Test
    void one_that_is_not_locked_yet_stays_for_an_hour() throws IOException {
        Path young = Files.createDirectory(parent.resolve("aegis-native-2"));
        TemporaryFolder made = TemporaryFolder.make(parent);
        assertThat(young).exists();
        made.delete();

        FileTime early = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        Files.setLastModifiedTime(young, early);
        TemporaryFolder.make(parent).delete();
        assertThat(young).doesNotExist();
    }

    @Test
    void links_and_folders_of_others_are_left_alone() throws IOException {
        Path precious = left("precious");
        Files.createSymbolicLink(parent.resolve("aegis-native-3"), precious);
        TemporaryFolder.make(parent).delete();
        assertThat(precious.resolve("pytorch/libtorch.so")).exists();

        Path foreign = left("aegis-native-4");
        try {
            Files.setAttribute(foreign, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("only the superuser may give files to another user");
        }
        TemporaryFolder.make(parent).delete();
        assertThat(foreign.resolve("pytorch/libtorch.so")).exists();
    }
}
