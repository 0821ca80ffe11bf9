package io.aegismatrix.engine.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

final class FolderResultsTest extends ResultStoreContract {

    @TempDir
    private Path folder;

    @Override
    protected ResultStore store() {
        return ResultStore.folder(folder);
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
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
