package io.aegismatrix.runner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    Path folder;

    @Test
    void models_nobody_named_are_those_that_came_along() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("models"));

        assertThat(Installation.models("models", folder, Optional.of(home))).isEqualTo(home.resolve("models"));
    }

    @Test
    void models_of_the_working_folder_go_first() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("models"));
        Path own = Files.createDirectories(folder.resolve("models"));

        assertThat(Installation.models("models", folder, Optional.of(home))).isEqualTo(own);
    }

    @Test
    void without_any_the_working_folder_is_named() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));

        assertThat(Installation.models("models", folder, Optional.of(home))).isEqualTo(folder.resolve("models"));
        assertThat(Installation.models("models", folder, Optional.empty())).isEqualTo(folder.resolve("models"));
    }

    @Test
    void classes_of_a_build_have_no_home() {
        assertThat(Installation.home()).isEmpty();
    }
}
