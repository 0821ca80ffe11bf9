package io.aegismatrix.engine;

import java.util.Optional;

/**
 * Where an engine is loaded from. A {@link ModelStore} is one that also keeps what is trained; {@link #classpath()} has the
 * models of the artifact {@code aegis-models}; {@link #of} reads any other place. Whichever it is, no byte of a file is parsed
 * before it was held against its checksum in the manifest, and the manifest against the version it is asked for by.
 */
public interface ModelSource {

    /**
     * The shipped models, from the artifact {@code io.aegismatrix:aegis-models} beside this one on the class path or module
     * path. That it is there is found out by the first load.
     */
    static ModelSource classpath() {
        return classpath(ModelSource.class.getClassLoader());
    }

    /** The same where models are seen by another class loader, such as that of a plug-in. */
    static ModelSource classpath(ClassLoader loader) {
        return of("classpath:" + ClassPathFiles.ROOT, new ClassPathFiles(loader));
    }

    /**
     * Models in a place of one's own.
     *
     * @param place what messages call it, such as {@code s3://bucket/models}
     */
    static ModelSource of(String place, ModelFiles files) {
        return new VerifiedModels(place, files);
    }

    /**
     * The engine in use, with what it requires: its files are verified against its manifest, those above 64 KiB when they are read.
     *
     * @throws ModelException if there is none, or it is corrupt, or of another format
     */
    ModelBundle load(EngineId engine);

    /**
     * One version of an engine, with what it requires: its files are verified against its manifest, those above 64 KiB when they are read.
     *
     * @throws ModelException if there is none, or it is corrupt, or of another format
     */
    ModelBundle load(EngineId engine, String version);

    /** The version in use, or empty if there is none. @throws ModelException if the pointer is corrupt */
    Optional<String> currentVersion(EngineId engine);
}
