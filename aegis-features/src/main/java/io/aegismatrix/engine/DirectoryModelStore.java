package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model store in a folder. Files are written beside their place, forced to disk and moved in one step. */
final class DirectoryModelStore implements ModelStore {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryModelStore.class);
    private static final String MANIFEST = "manifest.json";
    private static final String TRAINED_AT = "trained-at";
    private static final String CURRENT = "current";
    private static final Pattern VERSION = Pattern.compile("\\d{8}-[0-9a-f]{12}");
    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9_]+\\.[a-z]+");
    private static final long LARGEST_FILE = 64L << 20;

    private final Path root;

    DirectoryModelStore(Path root) {
        this.root = root;
    }

    @Override
    public void save(ModelBundle bundle, Instant trainedAt) {
        EngineKind engine = bundle.manifest().engine();
        String version = bundle.manifest().version();
        Path folder = folder(engine).resolve(version);
        try {
            if (!isIntact(engine, version)) {
                setAside(folder);
                writeVersion(bundle, trainedAt, folder);
                load(engine, version);
            }
            replace(folder(engine).resolve(CURRENT), (version + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new ModelException(folder + ": cannot be written: " + e, e);
        }
    }

    private boolean isIntact(EngineKind engine, String version) {
        if (!Files.exists(folder(engine).resolve(version))) {
            return false;
        }
        try {
            load(engine, version);
            return true;
        } catch (ModelException e) {
            LOG.warn("The stored model is damaged and will be written again: {}", e.getMessage());
            return false;
        }
    }

    /** Makes room for a version whose stored files are damaged: training again must heal them. */
    private static void setAside(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Path damaged = draftOf(folder);
            Files.move(folder, damaged, StandardCopyOption.ATOMIC_MOVE);
            MoreFiles.deleteRecursively(damaged, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static void writeVersion(ModelBundle bundle, Instant trainedAt, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path draft = Files.createDirectory(draftOf(folder));
        try {
            for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
                write(draft.resolve(file.getKey()), file.getValue());
            }
            write(draft.resolve(TRAINED_AT), (trainedAt + "\n").getBytes(UTF_8));
            write(draft.resolve(MANIFEST), ManifestJson.bytes(bundle.manifest()));
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            if (Files.exists(draft)) {
                MoreFiles.deleteRecursively(draft, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path draft = draftOf(file);
        try {
            write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A name of its own beside the target: readable by whoever may read the target, unlike a temporary file. */
    private static Path draftOf(Path target) {
        return target.resolveSibling(".new-" + target.getFileName() + "-" + UUID.randomUUID());
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public ModelBundle load(EngineKind engine) {
        String version = currentVersion(engine)
                .orElseThrow(() ->
                        new ModelException(folder(engine).resolve(CURRENT) + ": no trained model; run 'train --engine "
                                + engine.id() + "' or name another models folder"));
        return load(engine, version);
    }

    @Override
    public ModelBundle load(EngineKind engine, String version) {
        requireVersion(version, folder(engine));
        Path folder = folder(engine).resolve(version);
        Path manifestFile = folder.resolve(MANIFEST);
        ModelManifest manifest = ManifestJson.parse(read(manifestFile), manifestFile.toString());
        requireOurs(manifest, engine, version, manifestFile);
        SortedMap<String, byte[]> files = new TreeMap<>();
        manifest.files().forEach((name, hash) -> files.put(name, readVerified(folder, name, hash)));
        return ModelBundle.stored(manifest, files, trainedAt(folder.resolve(TRAINED_AT)));
    }

    private static void requireOurs(ModelManifest manifest, EngineKind engine, String version, Path file) {
        if (manifest.engine() != engine) {
            throw new ModelException(file + ": is for the " + manifest.engine().id() + " engine, expected "
                    + engine.id() + "; put it where it belongs or train again");
        }
        String expected = ModelBundle.versionOf(manifest);
        if (!manifest.version().equals(version) || !expected.equals(version)) {
            throw new ModelException(file + ": says version " + manifest.version() + " and its content hashes to "
                    + expected + ", expected " + version + "; the manifest was changed, train again");
        }
    }

    private static byte[] readVerified(Path folder, String name, String expected) {
        if (!FILE_NAME.matcher(name).matches()) {
            throw new ModelException(folder.resolve(MANIFEST) + ": '" + name
                    + "' is no model file name; restore the manifest or train again");
        }
        byte[] content = read(folder.resolve(name));
        String actual = ModelBundle.sha256(content);
        if (!actual.equals(expected)) {
            throw new ModelException(folder.resolve(name) + ": SHA-256 is " + actual.substring(0, 12)
                    + "…, the manifest says " + expected.substring(0, Math.min(12, expected.length()))
                    + "…; the file is damaged, restore it or train again");
        }
        return content;
    }

    private static byte[] read(Path file) {
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
            throw new ModelException(file + ": cannot be read: " + e, e);
        }
    }

    private static Optional<Instant> trainedAt(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = new String(read(file), UTF_8).strip();
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new ModelException(file + ": expected an instant, was '" + text + "'; delete or correct it", e);
        }
    }

    @Override
    public Optional<String> currentVersion(EngineKind engine) {
        Path pointer = folder(engine).resolve(CURRENT);
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        String version = new String(read(pointer), UTF_8).strip();
        requireVersion(version, pointer);
        return Optional.of(version);
    }

    private static void requireVersion(String version, Path where) {
        if (!VERSION.matcher(version).matches()) {
            throw new ModelException(where + ": '" + version
                    + "' is no model version such as 20241231-0123456789ab; name one that is there or train again");
        }
    }

    @Override
    public List<String> versions(EngineKind engine) {
        Path folder = folder(engine);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> VERSION.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be listed", e);
        }
    }

    private Path folder(EngineKind engine) {
        return root.resolve(engine.id());
    }
}
