package io.aegismatrix.payload;

import java.nio.file.Path;

/** Where a run's payload goes. Implementations publish all of it or none of it. */
@FunctionalInterface
public interface PayloadWriter {

    /**
     * Publishes one payload.
     *
     * @throws PayloadException if it breaks the schema or cannot be stored; what was published before is untouched
     */
    void write(Payload payload);

    /**
     * Publishes to a file that readers see either as it was or as it will be, never in part: validated first, written
     * beside the file, forced to disk, then moved over it in one step. The folder is made if there is none. A file
     * system that cannot move in one step is refused.
     */
    static PayloadWriter json(Path file) {
        return new JsonPayloadWriter(file);
    }
}
