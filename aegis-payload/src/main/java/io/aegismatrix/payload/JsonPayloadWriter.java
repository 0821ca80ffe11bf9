package io.aegismatrix.payload;

import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes beside the file, then moves over it in one step: readable by whoever may read what this process writes. */
final class JsonPayloadWriter implements PayloadWriter {

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
            DraftFile.replace(file, out -> out.write(json));
        } catch (AtomicMoveNotSupportedException e) {
            throw new PayloadException(
                    file + " was not written: its file system cannot move a file in one step: " + e.getReason(), e);
        } catch (DraftFile.NotForcedException e) {
            throw new PayloadException(
                    file + " was written, but its folder could not be forced to disk: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new PayloadException(file + " was not written: " + IoReason.of(e), e);
        }
    }
}
