package io.aegismatrix.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedFileTest {

    @TempDir
    private Path folder;

    @Test
    void gives_what_fits_and_refuses_one_byte_more() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});

        assertThat(BoundedFile.read(file, 3)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> BoundedFile.read(file, 2))
                .isInstanceOf(IOException.class)
                .hasMessage("it has more than the 2 bytes that are expected");
    }

    @Test
    void ten_gigabytes_of_nothing_cost_no_memory() throws IOException {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }

        assertThatThrownBy(() -> BoundedFile.read(file, 1 << 10)).hasMessageContaining("more than the 1024 bytes");
    }

    @Test
    void a_pipe_is_not_waited_for_and_a_folder_or_a_device_not_read() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "no pipes of a name here");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();

        for (Path file : new Path[] {pipe, Path.of("/dev/zero")}) {
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThatThrownBy(() -> BoundedFile.read(file, 9)).hasMessage("it is no regular file"));
        }
        assertThatThrownBy(() -> BoundedFile.read(folder, 9)).hasMessage("it is a folder");
    }

    @Test
    void what_is_not_there_is_told_as_such() {
        assertThatThrownBy(() -> BoundedFile.read(folder.resolve("none"), 9)).isInstanceOf(NoSuchFileException.class);
    }
}
