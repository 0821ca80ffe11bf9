package io.aegismatrix.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes that are there as a whole or not at all, also if the machine stops in between. */
final class AtomicFiles {

    private AtomicFiles() {}

    /** Puts a file in place of another in one step, after its bytes have reached the disk. */
    static void replace(Path file, byte[] content) throws IOException {
        Path draft = draftOf(file);
        try {
            write(draft, content);
            move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Moves in one step and forces the folder, so that the new name outlives a power cut. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            forceFolder(folder);
        }
    }

    /** A name of its own beside the target: readable by whoever may read the target, unlike a temporary file. */
    static Path draftOf(Path target) {
        return target.resolveSibling(".new-" + target.getFileName() + "-" + UUID.randomUUID());
    }

    /** Writes a file nobody reads yet and forces it to disk. */
    static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the names in a folder to disk; only POSIX systems can open a folder for that. */
    static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
