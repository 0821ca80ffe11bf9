package io.aegismatrix.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.ResultStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HadoopResultsTest {

    /** The contract on a file system whose files are in a folder. */
    abstract static class InFolder extends ResultStoreContract {

        private final String scheme;
        private final Configuration hadoop;

        @TempDir
        private Path folder;

        InFolder(String scheme, Configuration hadoop) {
            this.scheme = scheme;
            this.hadoop = hadoop;
        }

        @Override
        protected ResultStore store() throws IOException {
            return HadoopFiles.store(URI.create(scheme + ":" + folder), hadoop, "host-1");
        }

        @Override
        protected void damage(String name, byte[] bytes) throws IOException {
            Files.write(folder.resolve(name), bytes);
        }

        @Override
        protected void delete(String name) throws IOException {
            Files.delete(folder.resolve(name));
        }

        @Override
        protected List<String> names() throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> folder.relativize(file).toString())
                        .toList();
            }
        }
    }

    @Nested
    final class LocalFiles extends InFolder {
        LocalFiles() {
            super("file", new Configuration(false));
        }
    }

    @Nested
    final class AnObjectStore extends InFolder {
        AnObjectStore() {
            super(ObjectStoreSystem.SCHEME, ObjectStoreSystem.configuration());
        }
    }

    @Nested
    final class AFileSystemThatMovesOntoNothing extends InFolder {
        AFileSystemThatMovesOntoNothing() {
            super(StrictRenameSystem.SCHEME, StrictRenameSystem.configuration());
        }
    }

    @Test
    void an_address_that_each_machine_would_take_for_another_place_is_refused() {
        assertThatThrownBy(() -> HadoopFiles.store(URI.create("sweeps/one"), new Configuration(false), "host-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sweeps/one'");
    }
}
