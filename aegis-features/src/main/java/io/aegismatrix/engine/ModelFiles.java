package io.aegismatrix.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the files of trained models lie: bytes by path, such as {@code seller/current} or
 * {@code seller/20241231-0123456789ab/manifest.json}, laid out as in the folder of a {@link ModelStore}. Whoever keeps models
 * in a bucket, a database or an archive writes this one method; what it gives is checked by {@link ModelSource}, so it need not
 * be trusted. Must be thread-safe.
 */
@FunctionalInterface
public interface ModelFiles {

    /**
     * Content of a file, or empty if there is none.
     *
     * @param path names joined by {@code /}, never absolute, never leaving the place
     * @return bytes of the caller's own
     * @throws IOException if there is one, and it cannot be read
     */
    Optional<byte[]> find(String path) throws IOException;

    /**
     * Length of a file in bytes where that is cheaper to tell than its content: a large one is then read when an engine asks
     * for it, not when the engine is opened. Empty if that is not known, or there is no such file.
     *
     * @throws IOException if there is one, and it cannot be told
     */
    default OptionalLong size(String path) throws IOException {
        return OptionalLong.empty();
    }
}
