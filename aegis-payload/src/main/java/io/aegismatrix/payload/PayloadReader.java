package io.aegismatrix.payload;

import java.nio.file.Path;

/** Reads what a {@link PayloadWriter} published. */
public interface PayloadReader {

    /**
     * Reads a file of at most {@link PayloadJson#MAX_READ_BYTES}.
     *
     * @throws PayloadException if it is missing, too large, cut off, not ours, of an unknown major version, or holds a
     *     value that breaks a rule
     */
    Payload read(Path file);

    /** Reads bytes, under the same rules as {@link #read(Path)}. */
    Payload read(byte[] json);

    /**
     * Reads {@code aegismatrix.json} of every minor version of this major: what a later minor added is ignored, what an
     * earlier one lacked is empty. Thread-safe.
     */
    static PayloadReader json() {
        return new JsonPayloadReader();
    }
}
