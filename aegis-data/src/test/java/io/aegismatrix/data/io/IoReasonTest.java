package io.aegismatrix.data.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IoReasonTest {

    @TempDir
    private Path folder;

    private static IOException thrown(ThrowingCallable call) {
        return catchThrowableOfType(IOException.class, call);
    }

    @Test
    void a_missing_file_is_named_by_old_and_new_classes_alike() {
        Path missing = folder.resolve("missing");
        assertThat(IoReason.of(thrown(() -> Files.readString(missing))))
                .isEqualTo("there is no such file or folder (" + missing + ")");
        assertThat(IoReason.of(thrown(() -> new FileInputStream(missing.toFile()).close())))
                .isEqualTo("No such file or directory");
    }

    @Test
    void a_folder_in_place_of_a_file_and_the_reverse_are_told() throws IOException {
        assertThat(IoReason.of(thrown(() -> Files.readString(folder)))).isEqualTo("Is a directory");
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(IoReason.of(thrown(() -> Files.readString(file.resolve("below")))))
                .contains("Not a directory");
        assertThat(IoReason.of(thrown(() -> Files.createFile(file))))
                .isEqualTo("something of that name is in the way (" + file + ")");
        assertThat(IoReason.of(thrown(() -> Files.delete(folder)))).contains("not empty");
    }

    @Test
    void no_sentence_holds_a_name_of_java() {
        for (IOException e : new IOException[] {
            new AccessDeniedException("/root/x"),
            new FileSystemException("/x", null, "No space left on device"),
            new MalformedInputException(3),
            new EOFException(),
            new IOException(),
            new IOException("Address already in use")
        }) {
            assertThat(IoReason.of(e)).isNotBlank().doesNotContain("Exception").doesNotContain("java.");
        }
        assertThat(IoReason.of(new FileSystemException("/x", null, "No space left on device")))
                .isEqualTo("No space left on device (/x)");
    }

    @Test
    void a_wrong_place_is_told_from_a_failing_disk() {
        assertThat(IoReason.isPlace(thrown(() -> Files.readString(folder)))).isTrue();
        assertThat(IoReason.isPlace(new AccessDeniedException("/root/x"))).isTrue();
        assertThat(IoReason.isPlace(new FileSystemException("/x", null, "Read-only file system")))
                .isTrue();
        assertThat(IoReason.isPlace(new FileSystemException("/x", null, "No space left on device")))
                .isFalse();
        assertThat(IoReason.isPlace(new IOException("Input/output error"))).isFalse();
    }
}
