package io.aegismatrix.payload;

import io.aegismatrix.data.IoReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes beside the file, then moves over it in one step. */
final class JsonPayloadWriter implements PayloadWriter {

    private static final int MAX_TEMPORARY_NAMES = 1_000;

    private final Path file;
    private final Path folder;

    JsonPayloadWriter(Path file) {
        this.file = file.toAbsolutePath().normalize();
        Path parent = this.file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the payload file must be a file in a folder, was " + file);
        }
        this.folder = parent;
    }

    @Override
    public void write(Payload payload) {
        byte[] json = PayloadJson.bytes(payload);
        try {
            Files.createDirectories(folder);
            publish(json);
        } catch (AtomicMoveNotSupportedException e) {
            throw new PayloadException(
                    file + " was not written: its file system cannot move a file in one step: " + e.getReason(), e);
        } catch (IOException e) {
            throw new PayloadException(file + " was not written: " + IoReason.of(e), e);
        }
        forceFolder();
    }

    private void publish(byte[] json) throws IOException {
        Path temporary = createTemporary();
        try {
            writeAndForce(temporary, json);
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    // Not Files.createTempFile: its files are for the owner only, and a web server must be able to read this one.
    private Path createTemporary() throws IOException {
        long process = ProcessHandle.current().pid();
        for (int attempt = 0; attempt < MAX_TEMPORARY_NAMES; attempt++) {
            Path candidate = folder.resolve("." + file.getFileName() + "." + process + "-" + attempt + ".tmp");
            try {
                return Files.createFile(candidate);
            } catch (FileAlreadyExistsException e) {
                // Another writer's, or left by a run that was killed: take the next name.
            }
        }
        throw new IOException("too many temporary files of earlier runs in " + folder);
    }

    private static void writeAndForce(Path temporary, byte[] json) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(json);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private void forceFolder() {
        // Only POSIX systems can open a folder to force it.
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw new PayloadException(
                    file + " was written, but its folder could not be forced to disk: " + IoReason.of(e), e);
        }
    }
}
