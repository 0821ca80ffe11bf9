package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions that lie in the folder of a model store, verified as they are read. What several bundles require is read once,
 * and handed to all of them: a version never changes, so what was whole when it was read stays so. Thread-safe.
 */
final class StoredVersions {

    static final String MANIFEST = "manifest.json";
    static final String TRAINED_AT = "trained-at";

    private static final Pattern VERSION = Pattern.compile("\\d{8}-[0-9a-f]{12}");
    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9_]+\\.[a-z]+");
    private static final int LARGEST_FILE = 64 << 20;
    private static final int LONGEST_QUOTED = 32;

    /** Bytes above which a file is not read before somebody asks, because not every run needs it. */
    private static final long LARGE_FILE = 1L << 16;

    private final Path root;
    private final Map<Path, ModelBundle> shared = new HashMap<>();

    StoredVersions(Path root) {
        this.root = root;
    }

    Path folder(EngineId engine) {
        return root.resolve(engine.id());
    }

    Path folder(EngineId engine, String version) {
        requireVersion(version, folder(engine));
        return folder(engine).resolve(version);
    }

    ModelBundle load(EngineId engine, String version) {
        Path folder = folder(engine, version);
        ModelManifest manifest = manifest(engine, version);
        SortedMap<String, byte[]> read = new TreeMap<>();
        for (String name : manifest.files().keySet()) {
            requireFileName(folder, name);
            Path file = folder.resolve(name);
            if (!isLarge(file)) {
                read.put(name, read(file));
            }
        }
        read.forEach((name, content) -> manifest.checksum(name).require(content, folder.resolve(name)));
        List<ModelBundle> required = new ArrayList<>();
        manifest.requires().forEach((id, of) -> required.add(required(new EngineId(id), of, folder)));
        return ModelBundle.stored(manifest, content(folder, read), trainedAt(engine, version), required);
    }

    private ModelManifest manifest(EngineId engine, String version) {
        Path file = folder(engine, version).resolve(MANIFEST);
        byte[] json = read(file);
        ModelManifest manifest = ManifestJson.parse(json, file.toString());
        requireOurs(manifest, json, engine, version, file);
        return manifest;
    }

    private ModelBundle required(EngineId engine, String version, Path by) {
        synchronized (shared) {
            try {
                Path folder = folder(engine, version);
                ModelBundle known = shared.get(folder);
                if (known == null) {
                    known = load(engine, version);
                    shared.put(folder, known);
                }
                return known;
            } catch (ModelException e) {
                throw new ModelException(
                        by + ": was trained beside " + engine + " " + version + ", which cannot be used: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    private static void requireOurs(ModelManifest manifest, byte[] json, EngineId engine, String version, Path file) {
        if (!manifest.engine().equals(engine)) {
            throw new ModelException(file + ": is for the " + manifest.engine().id() + " engine, expected "
                    + engine.id() + "; put it where it belongs or train again");
        }
        String expected = ModelBundle.versionOf(manifest, ManifestJson.withoutVersion(json, manifest.version()));
        if (!manifest.version().equals(version) || !expected.equals(version)) {
            throw new ModelException(file + ": says version " + manifest.version() + " and its content hashes to "
                    + expected + ", expected " + version + "; the manifest was changed, train again");
        }
    }

    private static boolean isLarge(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) > LARGE_FILE;
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    private static ModelBundle.Content content(Path folder, SortedMap<String, byte[]> read) {
        return (name, hash) -> {
            byte[] kept = read.get(name);
            byte[] content = kept == null ? read(folder.resolve(name)) : kept.clone();
            hash.require(content, folder.resolve(name));
            return content;
        };
    }

    private static void requireFileName(Path folder, String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new ModelException(folder.resolve(MANIFEST) + ": '" + name
                    + "' is no model file name; restore the manifest or train again");
        }
    }

    static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelException(file + ": missing; restore it or train again");
            }
            long size = Files.size(file);
            if (size > LARGEST_FILE) {
                throw new ModelException(file + ": " + size + " bytes, at most " + LARGEST_FILE
                        + " are expected; restore it or train again");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    Optional<Instant> trainedAt(EngineId engine, String version) {
        Path file = folder(engine, version).resolve(TRAINED_AT);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = new String(read(file), UTF_8).strip();
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new ModelException(file + ": expected an instant, was " + quoted(text) + "; delete or correct it", e);
        }
    }

    /** The version a pointer names; empty if there is no such pointer. */
    Optional<String> pointedAt(EngineId engine, String name) {
        Path pointer = folder(engine).resolve(name);
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        String version = new String(read(pointer), UTF_8).strip();
        requireVersion(version, pointer);
        return Optional.of(version);
    }

    /** A link may lead to a file of others, whose content is nobody's business: only what is short is told. */
    private static String quoted(String text) {
        return text.length() <= LONGEST_QUOTED ? "'" + text + "'" : "a text of " + text.length() + " characters";
    }

    private static void requireVersion(String version, Path where) {
        if (!VERSION.matcher(version).matches()) {
            throw new ModelException(where + ": " + quoted(version)
                    + " is no model version such as 20241231-0123456789ab; name one that is there or train again");
        }
    }

    /** All versions of an engine, oldest training data first. */
    List<String> versions(EngineId engine) {
        return names(folder(engine))
                .filter(name -> VERSION.matcher(name).matches())
                .toList();
    }

    /** Versions of an engine that stored versions, of whatever engine, require. */
    Set<String> required(EngineId engine) {
        Set<String> required = new HashSet<>();
        names(root)
                .filter(EngineId::isOne)
                .map(EngineId::new)
                .forEach(by -> versions(by)
                        .forEach(version -> Optional.ofNullable(
                                        manifest(by, version).requires().get(engine.id()))
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
