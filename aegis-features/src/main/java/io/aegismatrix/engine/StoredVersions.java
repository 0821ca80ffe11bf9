package io.aegismatrix.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which versions lie in the folder of a model store, and which of them others require. */
record StoredVersions(Path root, VerifiedModels models) {

    /** All versions of an engine, oldest training data first. */
    List<String> of(EngineId engine) {
        return names(root.resolve(engine.id()))
                .filter(VerifiedModels::isVersion)
                .toList();
    }

    /** Versions of an engine that stored versions, of whatever engine, require. */
    Set<String> required(EngineId engine) {
        Set<String> required = new HashSet<>();
        names(root)
                .filter(EngineId::isOne)
                .map(EngineId::new)
                .forEach(by -> of(by).forEach(version -> Optional.ofNullable(
                                models.manifest(by, version).requires().get(engine.id()))
                        .ifPresent(required::add)));
        return required;
    }

    private static Stream<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be listed", e);
        }
    }
}
