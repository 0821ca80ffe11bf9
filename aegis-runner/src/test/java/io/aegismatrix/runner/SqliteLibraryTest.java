package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
        Path folder = SqliteLibrary.unpacked(cache).orElseThrow();

        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + NAME;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource);
                Stream<Path> files = Files.list(folder)) {
            assertThat(folder.resolve(NAME)).hasBinaryContent(library.readAllBytes());
            assertThat(files).containsExactly(folder.resolve(NAME));
        }
    }

    @Test
    void leavesAnUnpackedLibraryAlone() throws IOException {
        Path library = SqliteLibrary.unpacked(cache).orElseThrow().resolve(NAME);
        FileTime early = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));
        Files.setLastModifiedTime(library, early);

        SqliteLibrary.unpacked(cache);

        assertThat(Files.getLastModifiedTime(library)).isEqualTo(early);
    }

    @Test
    void replacesADamagedLibrary() throws IOException {
        Path library = SqliteLibrary.unpacked(cache).orElseThrow().resolve(NAME);
        byte[] whole = Files.readAllBytes(library);
        Files.write(library, new byte[whole.length]);

        SqliteLibrary.unpacked(cache);

        assertThat(library).hasBinaryContent(whole);
    }

    @Test
    void isNowhereWhereNoFolderCanBeMade() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));

        assertThat(SqliteLibrary.unpacked(file)).isEmpty();
    }
}
