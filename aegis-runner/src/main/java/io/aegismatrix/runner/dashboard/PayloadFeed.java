package io.aegismatrix.runner.dashboard;

import io.aegismatrix.payload.PayloadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payload a file holds by now. It is read again once its time or size has changed; while it cannot be read, the last
 * good one stays, and the trouble is told beside it. Thread-safe.
 */
final class PayloadFeed {

    private final Path file;
    private PublishedPayload last;
    private @Nullable Version read;
    private @Nullable String trouble;

    /** Reads the file for the first time. @throws PayloadException if there is no payload to begin with */
    PayloadFeed(Path file) {
        this.file = file;
        this.read = version(file);
        this.last = PublishedPayload.load(file);
    }

    /** What a file looked like when it was read. */
    private record Version(FileTime modified, long size, Optional<Object> key) {}

    /** The newest payload, and why there is no newer one. */
    record State(PublishedPayload payload, Optional<String> trouble) {}

    synchronized State state() {
        Version now = version(file);
        if (now == null || !now.equals(read)) {
            reload();
            read = now;
        }
        return new State(last, Optional.ofNullable(trouble));
    }

    private void reload() {
        try {
            last = PublishedPayload.load(file);
            trouble = null;
        } catch (PayloadException e) {
            trouble = e.getMessage();
        }
    }

    private static @Nullable Version version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(
                    attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey()));
        } catch (IOException e) {
            return null;
        }
    }
}
