package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Models of wherever, verified as they are read. What several bundles require is read once, and handed to all of them: a version
 * never changes, so what was whole when it was read stays so. Thread-safe.
 */
final class VerifiedModels implements ModelSource {

    static final String CURRENT = "current";
    static final String MANIFEST = "manifest.json";
    static final String TRAINED_AT = "trained-at";

    private static final Pattern VERSION = Pattern.compile("\\d{8}-[0-9a-f]{12}");
    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9_]+\\.[a-z]+");
    private static final int LARGEST_FILE = 64 << 20;
    private static final int LONGEST_QUOTED = 32;

    /** Bytes above which a file is not read before somebody asks, because not every run needs it. */
    private static final long LARGE_FILE = 1L << 16;

    private final String place;
    private final ModelFiles files;
    private final Map<String, ModelBundle> shared = new HashMap<>();

    /** @param place what messages call it */
    VerifiedModels(String place, ModelFiles files) {
        this.place = place;
        this.files = files;
    }

    static boolean isVersion(String name) {
        return VERSION.matcher(name).matches();
    }

    @Override
    public ModelBundle load(EngineId engine) {
        String version = currentVersion(engine).orElseThrow(() -> noModel(engine));
        try {
            return load(engine, version);
        } catch (ModelException e) {
            // Whoever was held up after reading the pointer may come when that version is gone.
            String now = currentVersion(engine).orElseThrow(() -> noModel(engine));
            if (now.equals(version)) {
                throw e;
            }
            return load(engine, now);
        }
    }

    ModelException noModel(EngineId engine) {
        return new ModelException(place(engine.id() + "/" + CURRENT) + ": no trained model of " + engine
                + "; train one there, name another place, or take the shipped ones of io.aegismatrix:aegis-models");
    }

    @Override
    public Optional<String> currentVersion(EngineId engine) {
        return pointedAt(engine, CURRENT);
    }

    @Override
    public ModelBundle load(EngineId engine, String version) {
        String folder = folder(engine, version);
        ModelManifest manifest = manifest(engine, version);
        SortedMap<String, byte[]> read = new TreeMap<>();
        for (String name : manifest.files().keySet()) {
            requireFileName(folder, name);
            String file = folder + "/" + name;
            if (!isLarge(file)) {
                read.put(name, read(file));
            }
        }
        read.forEach((name, content) -> manifest.checksum(name).require(content, place(folder + "/" + name)));
        List<ModelBundle> required = new ArrayList<>();
        manifest.requires().forEach((id, of) -> required.add(required(new EngineId(id), of, place(folder))));
        return ModelBundle.stored(manifest, content(folder, read), trainedAt(engine, version), required);
    }

    ModelManifest manifest(EngineId engine, String version) {
        String file = folder(engine, version) + "/" + MANIFEST;
        byte[] json = read(file);
        ModelManifest manifest = ManifestJson.parse(json, place(file));
        requireOurs(manifest, json, engine, version, place(file));
        return manifest;
    }

    private ModelBundle required(EngineId engine, String version, String by) {
        synchronized (shared) {
            try {
                String folder = folder(engine, version);
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

    private static void requireOurs(ModelManifest manifest, byte[] json, EngineId engine, String version, String file) {
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

    private ModelBundle.Content content(String folder, SortedMap<String, byte[]> read) {
        return (name, hash) -> {
            byte[] kept = read.get(name);
            byte[] content = kept == null ? read(folder + "/" + name) : kept.clone();
            hash.require(content, place(folder + "/" + name));
            return content;
        };
    }

    private void requireFileName(String folder, String name) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new ModelException(place(folder + "/" + MANIFEST) + ": '" + name
                    + "' is no model file name; restore the manifest or train again");
        }
    }

    private boolean isLarge(String file) {
        return size(file).orElse(0) > LARGE_FILE;
    }

    private OptionalLong size(String file) {
        try {
            return files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private byte[] read(String file) {
        return find(file).orElseThrow(() -> new ModelException(place(file) + ": missing; restore it or train again"));
    }

    private Optional<byte[]> find(String file) {
        size(file).ifPresent(size -> requireModest(file, size));
        try {
            Optional<byte[]> content = files.find(file);
            content.ifPresent(bytes -> requireModest(file, bytes.length));
            return content;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private void requireModest(String file, long size) {
        if (size > LARGEST_FILE) {
            throw new ModelException(place(file) + ": " + size + " bytes, at most " + LARGEST_FILE
                    + " are expected; restore it or train again");
        }
    }

    private ModelException unreadable(String file, IOException cause) {
        return new ModelException(place(file) + ": cannot be read: " + IoReason.of(cause), cause);
    }

    Optional<Instant> trainedAt(EngineId engine, String version) {
        String file = folder(engine, version) + "/" + TRAINED_AT;
        return find(file).map(content -> instant(new String(content, UTF_8).strip(), place(file)));
    }

    private static Instant instant(String text, String file) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ModelException(file + ": expected an instant, was " + quoted(text) + "; delete or correct it", e);
        }
    }

    /** The version a pointer names; empty if there is no such pointer. */
    Optional<String> pointedAt(EngineId engine, String name) {
        String pointer = engine.id() + "/" + name;
        Optional<String> version = find(pointer).map(content -> new String(content, UTF_8).strip());
        version.ifPresent(named -> requireVersion(named, place(pointer)));
        return version;
    }

    /** A link may lead to a file of others, whose content is nobody's business: only what is short is told. */
    private static String quoted(String text) {
        return text.length() <= LONGEST_QUOTED ? "'" + text + "'" : "a text of " + text.length() + " characters";
    }

    private static void requireVersion(String version, String where) {
        if (!isVersion(version)) {
            throw new ModelException(where + ": " + quoted(version)
                    + " is no model version such as 20241231-0123456789ab; name one that is there or train again");
        }
    }

    private String folder(EngineId engine, String version) {
        requireVersion(version, place(engine.id()));
        return engine.id() + "/" + version;
    }

    private String place(String path) {
        return place + "/" + path;
    }
}
