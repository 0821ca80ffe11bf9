package io.aegismatrix.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenMpTest {

    @TempDir
    private Path folder;

    @Test
    void the_callers_library_path_comes_first() throws IOException {
        Path library = Files.createFile(folder.resolve("libgomp.so.1"));
        assertThat(OpenMp.find("/nowhere::" + folder)).contains(library);
    }

    @Test
    void a_folder_of_that_name_is_no_library() throws IOException {
        Path other = Files.createDirectories(folder.resolve("libgomp.so.1"));
        assertThat(OpenMp.find(folder.toString())).isNotEqualTo(Optional.of(other));
    }

    @Test
    void is_not_bundled_without_pytorch() {
        assertThat(OpenMp.bundled()).isEmpty();
    }
}
