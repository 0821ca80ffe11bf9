package io.aegismatrix.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

class SqliteLibraryTest {

    private static final String NAME = LibraryLoaderUtil.getNativeLibName();

    @TempDir
    private Path cache;

    @Test
    void unpacksTheDriversLibraryByteForByteAndLeavesNothingBesideIt() throws IOException {
        Path folder = SqliteLibrary.unpacked(Optional.of(cache)).orElseThrow();

        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + NAME;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource);
                Stream<Path> files = Files.list(folder)) {
            assertThat(folder.resolve(NAME)).hasBinaryContent(library.readAllBytes());
            assertThat(files).containsExactly(folder.resolve(NAME));
        }
    }

    @Test
    void leavesAnUnpackedLibraryAlone() throws IOException {
        Path library = SqliteLibrary.unpacked(Optional.of(cache)).orElseThrow().resolve(NAME);
        FileTime early = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));
        Files.setLastModifiedTime(library, early);

        SqliteLibrary.unpacked(Optional.of(cache));

        assertThat(Files.getLastModifiedTime(library)).isEqualTo(early);
    }

    @Test
    void replacesADamagedLibrary() throws IOException {
        Path library = SqliteLibrary.unpacked(Optional.of(cache)).orElseThrow().resolve(NAME);
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, new byte[whole.length]);

        SqliteLibrary.unpacked(Optional.of(cache));

        assertThat(library).hasBinaryContent(whole);
    }

    /** What an attacker would leave, and what a full disk or a power cut does. */
    @Test
    void neverGivesTheDriverWhatTheJarDoesNotHold() throws IOException {
        Path library = SqliteLibrary.unpacked(Optional.of(cache)).orElseThrow().resolve(NAME);
        byte[] whole = Files.readAllBytes(library);
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (byte[] damaged : List.of(new byte[0], Arrays.copyOf(whole, 600_000), flipped)) {
            Files.write(library, damaged);
            assertThat(SqliteLibrary.unpacked(Optional.of(cache)).orElseThrow().resolve(NAME))
                    .isEqualTo(library)
                    .hasBinaryContent(whole);
        }
    }

    @Test
    void isInATemporaryFolderWhereNoneCanBeMadeOrOthersCanWriteIt() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        Path open = Files.createDirectory(cache.resolve("open"));
        Path planted = Files.createDirectory(open.resolve("aegis"));
        assertThat(open.toFile().setWritable(true, false)).isTrue();

        for (Optional<Path> unusable : List.of(Optional.of(file), Optional.of(planted), Optional.<Path>empty())) {
            Path folder = SqliteLibrary.unpacked(unusable).orElseThrow();
            assertThat(folder.resolve(NAME)).isNotEmptyFile();
            assertThat(folder.toString()).contains("aegis-native-");
        }
        assertThat(planted).isEmptyDirectory();
    }
}
