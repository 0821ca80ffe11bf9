package io.aegismatrix.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeCacheTest {

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
    void a_temporary_folder_is_new_each_time() throws IOException {
        Path one = NativeCache.temporary();
        Path other = NativeCache.temporary();
        try {
            assertThat(one).isEmptyDirectory().isNotEqualTo(other);
        } finally {
            Files.delete(one);
            Files.delete(other);
        }
    }
}
