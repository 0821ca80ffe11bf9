package io.aegismatrix.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps trained engines. {@link #directory(Path)} lays them out as {@code <engine>/<version>/manifest.json} beside the
 * model files, with {@code <engine>/current} naming the version in use.
 */
public interface ModelStore {

    /** A store in a folder; the folder need not exist until something is saved. */
    static ModelStore directory(Path folder) {
        return new DirectoryModelStore(folder);
    }

    /**
     * Keeps a bundle and makes it the current one. A reader sees the old version or the new one, never a part. Saving
     * what is already there changes nothing but the pointer, unless the stored files are damaged: they are replaced.
     *
     * @param trainedAt when it was trained
     */
    void save(ModelBundle bundle, Instant trainedAt);

    /**
     * The engine in use, verified against its manifest.
     *
     * @throws ModelException if there is none, or it is corrupt, or of another format
     */
    ModelBundle load(EngineKind engine);

    /**
     * One version of an engine, verified against its manifest.
     *
     * @throws ModelException if there is none, or it is corrupt, or of another format
     */
    ModelBundle load(EngineKind engine, String version);

    /** The version in use, or empty if none was ever saved. @throws ModelException if the pointer is corrupt */
    Optional<String> currentVersion(EngineKind engine);

    /** All versions kept, oldest training data first. */
    List<String> versions(EngineKind engine);
}
