package io.aegismatrix.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.io.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {

    @TempDir
    private Path folder;

    @Test
    void lies_in_the_users_cache() {
        assertThat(NativeCache.of(Map.of("HOME", "/home/asha"), "/root")).contains(Path.of("/home/asha/.cache/aegis"));
        assertThat(NativeCache.of(Map.of("HOME", "/home/asha", "XDG_CACHE_HOME", "/var/cache"), "/root"))
                .contains(Path.of("/var/cache/aegis"));
    }

    @Test
    void falls_back_to_the_home_the_system_knows_of() {
        assertThat(NativeCache.of(Map.of(), "/home/asha")).contains(Path.of("/home/asha/.cache/aegis"));
        assertThat(NativeCache.of(Map.of("HOME", ""), "/home/asha")).contains(Path.of("/home/asha/.cache/aegis"));
    }

    @Test
    void is_nowhere_without_a_home() {
        assertThat(NativeCache.of(Map.of(), "")).isEmpty();
        assertThat(NativeCache.of(Map.of("HOME", "?", "XDG_CACHE_HOME", "cache"), "?"))
                .isEmpty();
        assertThat(NativeCache.of(Map.of("HOME", "/a\0b"), "?")).isEmpty();
    }

    @Test
    void uses_a_folder_below_the_cache() throws IOException {
        assertThat(NativeCache.use(Optional.of(folder.resolve("cache")), "some", OwnFiles::requireOwnFolder))
                .isEqualTo(folder.toRealPath().resolve("cache/some"));
    }

    @Test
    void goes_elsewhere_where_there_is_no_cache_or_one_that_others_can_write() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path open = Files.createDirectory(folder.resolve("open"));
        Assumptions.assumeTrue(
                open.getFileSystem().supportedFileAttributeViews().contains("posix"), "no modes here");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        for (Optional<Path> cache : List.of(
                Optional.<Path>empty(), Optional.of(file), Optional.of(open), Optional.of(open.resolve("aegis")))) {
            Path used = NativeCache.use(cache, "some", OwnFiles::requireOwnFolder);
            assertThat(used).isEqualTo(TemporaryFolder.ofProcess().resolve("some"));
        }
        assertThat(open).isEmptyDirectory();
    }
}
