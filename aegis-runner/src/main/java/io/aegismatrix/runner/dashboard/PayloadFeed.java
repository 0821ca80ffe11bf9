package io.aegismatrix.runner.dashboard;

import io.aegismatrix.payload.PayloadException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The payload a file holds by now. It is read again once its time or size has changed; while it cannot be read, the last
 * good one stays, and the trouble is told beside it. Thread-safe.
 */
final class PayloadFeed {

    private final Path file;
    private PublishedPayload last;
    private Optional<FileVersion> read;
    private @Nullable String trouble;

    /** Reads the file for the first time. @throws PayloadException if there is no payload to begin with */
    PayloadFeed(Path file) {
        this.file = file;
        this.read = FileVersion.find(file);
        this.last = PublishedPayload.load(file);
    }

    /** The newest payload, and why there is no newer one. */
    record State(PublishedPayload payload, Optional<String> trouble) {}

    synchronized State state() {
        Optional<FileVersion> now = FileVersion.find(file);
        if (now.isEmpty() || !now.equals(read)) {
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
}
