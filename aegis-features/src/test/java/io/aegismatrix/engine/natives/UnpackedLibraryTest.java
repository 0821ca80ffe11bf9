package io.aegismatrix.engine.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedLibraryTest {

    private static final String NAME = "libsome.so.1";
    private static final byte[] CONTENT = content();

    @TempDir
    private Path folder;

    private static byte[] content() {
        byte[] content = new byte[200_000];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) random.nextInt(256);
        }
        return content;
    }

    @BeforeEach
    void packs_a_library() throws IOException {
        Path jar = folder.resolve("some.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("natives/" + NAME));
            zip.write(CONTENT);
        }
    }

    private UnpackedLibrary library() throws IOException {
        String jar = "jar:" + folder.resolve("some.jar").toUri();
        return UnpackedLibrary.of(URI.create(jar + "!/natives/" + NAME).toURL(), NAME);
    }

    private Path cache() {
        return folder.resolve("cache/aegis");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void holds_what_the_jar_holds_and_leaves_nothing_beside_it() throws IOException {
        Path file = library().in(cache());
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(files(cache())).containsExactly(file);
    }

    @Test
    void a_whole_copy_is_left_alone() throws IOException {
        Path file = library().in(cache());
        FileTime early = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, early);
        assertThat(Files.getLastModifiedTime(library().in(cache()))).isEqualTo(early);
    }

    @Test
    void a_copy_cut_short_or_with_a_flipped_bit_or_emptied_is_replaced() throws IOException {
        Path file = library().in(cache());
        byte[] flipped = CONTENT.clone();
        flipped[100_000] ^= 4;
        for (byte[] damaged : List.of(flipped, new byte[0], new byte[CONTENT.length], new byte[] {1, 2, 3})) {
            Files.write(file, damaged);
            assertThat(library().in(cache())).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void a_resource_outside_of_a_jar_is_unpacked_too() throws IOException {
        Path plain = Files.write(folder.resolve("plain"), CONTENT);
        UnpackedLibrary loose = UnpackedLibrary.of(plain.toUri().toURL(), NAME);
        Path file = loose.in(cache());
        Files.write(file, new byte[] {1});
        assertThat(loose.in(cache())).hasBinaryContent(CONTENT);
    }

    @Test
    void many_starts_at_once_all_get_the_whole_library() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<Path>> starts = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                starts.add(threads.submit(() -> library().in(cache())));
            }
            for (Future<Path> start : starts) {
                assertThat(start.get()).hasBinaryContent(CONTENT);
            }
            assertThat(files(cache())).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refuses_a_folder_that_cannot_be_made_or_a_name_that_is_taken() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> library().in(file)).isInstanceOf(IOException.class);
        Files.createDirectories(cache().resolve(NAME).resolve("below"));
        assertThatThrownBy(() -> library().in(cache())).isInstanceOf(IOException.class);
        assertThat(files(cache())).hasSize(1);
    }

    @Test
    void nothing_foreign_is_taken_however_well_it_fits() throws IOException {
        Path elsewhere = Files.write(folder.resolve("elsewhere"), CONTENT);
        Files.createDirectories(cache());
        Files.createSymbolicLink(cache().resolve(NAME), elsewhere);
        Path file = library().in(cache());
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(Files.isSymbolicLink(file)).isFalse();

        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no modes here");
        Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> library().in(cache())).hasMessageContaining("can be written by others");
    }

    @Test
    void a_copy_that_was_made_to_bear_the_same_checksum_is_replaced() throws IOException {
        Path file = library().in(cache());
        byte[] forged = withSameChecksum(CONTENT);
        assertThat(checksum(forged)).isEqualTo(checksum(CONTENT));
        Files.write(file, forged);
        assertThat(library().in(cache())).hasBinaryContent(CONTENT);
    }

    /** A CRC is linear: the polynomial itself, laid over the bytes anywhere, changes nothing. */
    private static byte[] withSameChecksum(byte[] content) {
        byte[] forged = content.clone();
        long reflected = 0xEDB88320L << 1 | 1;
        for (int bit = 0; bit <= 32; bit++) {
            if ((reflected >> bit & 1) == 1) {
                // The polynomial's highest power comes first, at the lowest bit of the first byte.
                forged[1_000 + bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        return forged;
    }

    private static long checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return checksum.getValue();
    }
}
