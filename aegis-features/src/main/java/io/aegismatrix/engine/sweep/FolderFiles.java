package io.aegismatrix.engine.sweep;

import io.aegismatrix.data.io.DraftFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Files in a folder. */
final class FolderFiles implements ResultFiles {

    private final Path folder;

    FolderFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public OptionalLong size(String name) throws IOException {
        try {
            return OptionalLong.of(Files.size(folder.resolve(name)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    @Override
    public void replace(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        DraftFile.replace(file, out -> out.write(bytes));
    }

    @Override
    public String where(String name) {
        return folder.resolve(name).toString();
    }
}
