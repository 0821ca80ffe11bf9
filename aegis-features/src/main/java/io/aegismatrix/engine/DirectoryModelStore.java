package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.aegismatrix.data.DraftFile;
import io.aegismatrix.data.IoReason;
import io.aegismatrix.engine.ModelChange.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private static final String CHALLENGER = "challenger";
    private static final String HISTORY = "history.jsonl";
    private static final Pattern VERSION = Pattern.compile("\\d{8}-[0-9a-f]{12}");
    private static final Pattern FILE_NAME = Pattern.compile("[a-z0-9_]+\\.[a-z]+");
    private static final int LARGEST_FILE = 64 << 20;
    private static final int LONGEST_QUOTED = 32;

    /** Bytes above which a file is not read before somebody asks, because not every run needs it. */
    private static final long LARGE_FILE = 1L << 16;

    private final Path root;
    private final ModelRetention retention;

    DirectoryModelStore(Path root, int most) {
        this.root = root;
        this.retention = new ModelRetention(this, most);
    }

    @Override
    public void save(ModelBundle bundle, Instant trainedAt) {
        EngineId engine = bundle.manifest().engine();
        Set<String> before = retention.pointedAt(engine);
        keep(bundle, trainedAt);
        use(engine, bundle.manifest().version(), trainedAt, Action.TRAINED, "trained, passed every gate");
        retention.apply(engine, before);
    }

    @Override
    public void challenge(ModelBundle bundle, Instant trainedAt, String reason) {
        EngineId engine = bundle.manifest().engine();
        String version = bundle.manifest().version();
        Set<String> before = retention.pointedAt(engine);
        keep(bundle, trainedAt);
        Optional<String> champion = readable(engine, CURRENT);
        if (champion.filter(version::equals).isPresent()
                || readable(engine, CHALLENGER).filter(version::equals).isPresent()) {
            return;
        }
        try {
            history(engine).note(new ModelChange(trainedAt, Action.CHALLENGED, version, champion, reason));
            point(engine, CHALLENGER, version);
        } catch (IOException e) {
            throw unwritable(engine, e);
        }
        retention.apply(engine, before);
    }

    @Override
    public void promote(EngineId engine, String version, Instant at, String reason) {
        load(engine, version).requireWhole();
        use(engine, version, at, Action.PROMOTED, reason);
    }

    @Override
    public String rollback(EngineId engine, Instant at, String reason) {
        String inUse = currentVersion(engine).orElseThrow(() -> noModel(engine));
        String before = previousVersion(engine)
                .orElseThrow(() -> new ModelException(folder(engine).resolve(HISTORY) + ": nothing is recorded to have"
                        + " been in use before " + inUse + "; promote one of " + versions(engine)));
        load(engine, before).requireWhole();
        use(engine, before, at, Action.ROLLED_BACK, reason);
        return before;
    }

    /** Writes a version unless it is there and whole. */
    private void keep(ModelBundle bundle, Instant trainedAt) {
        EngineId engine = bundle.manifest().engine();
        String version = bundle.manifest().version();
        sweep(folder(engine));
        if (isIntact(engine, version)) {
            return;
        }
        Path folder = folder(engine).resolve(version);
        try {
            if (Files.exists(folder)) {
                // Training again must heal stored files that are damaged.
                remove(engine, version);
            }
            writeVersion(bundle, trainedAt, folder);
            load(engine, version).requireWhole();
        } catch (IOException e) {
            throw new ModelException(folder + ": cannot be written: " + IoReason.of(e), e);
        }
    }

    /** Takes away what killed runs left unfinished. That it is still there harms no reader, so it stops no training. */
    private static void sweep(Path folder) {
        try {
            for (Path draft : DraftFolder.orphans(folder)) {
                LOG.info("{}: left unfinished by a run that died, deleted", draft);
                MoreFiles.deleteRecursively(draft, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            LOG.warn("Drafts in {} were not deleted: {}", folder, e.toString());
        }
    }

    /** Notes the change, then moves the pointer: whatever stops the run in between, the pointer names a whole version. */
    private void use(EngineId engine, String version, Instant at, Action action, String reason) {
        Optional<String> before = readable(engine, CURRENT);
        try {
            if (before.filter(version::equals).isEmpty()) {
                history(engine).note(new ModelChange(at, action, version, before, reason));
            }
            point(engine, CURRENT, version);
            Path challenger = folder(engine).resolve(CHALLENGER);
            if (Files.exists(challenger) && version.equals(new String(read(challenger), UTF_8).strip())) {
                Files.delete(challenger);
            }
        } catch (IOException e) {
            throw unwritable(engine, e);
        }
    }

    private void point(EngineId engine, String pointer, String version) throws IOException {
        byte[] line = (version + "\n").getBytes(UTF_8);
        DraftFile.replace(folder(engine).resolve(pointer), out -> out.write(line));
    }

    private ModelException unwritable(EngineId engine, IOException cause) {
        return new ModelException(folder(engine) + ": cannot be written: " + cause, cause);
    }

    /** A damaged pointer names nothing, and replacing it is what heals it. */
    private Optional<String> readable(EngineId engine, String pointer) {
        try {
            return pointedAt(engine, pointer);
        } catch (ModelException e) {
            LOG.warn("The pointer is damaged and will be written again: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private ModelHistory history(EngineId engine) {
        return new ModelHistory(folder(engine).resolve(HISTORY));
    }

    private boolean isIntact(EngineId engine, String version) {
        if (!Files.exists(folder(engine).resolve(version))) {
            return false;
        }
        try {
            load(engine, version).requireWhole();
            return true;
        } catch (ModelException e) {
            LOG.warn("The stored model is damaged and will be written again: {}", e.getMessage());
            return false;
        }
    }

    /** Takes a version away: its name at once, and what a run that is killed leaves of it with the next training. */
    void remove(EngineId engine, String version) throws IOException {
        Path folder = folder(engine).resolve(version);
        Path draft = DraftFolder.draftOf(folder);
        Files.move(folder, draft, StandardCopyOption.ATOMIC_MOVE);
        MoreFiles.deleteRecursively(draft, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    private static void writeVersion(ModelBundle bundle, Instant trainedAt, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path draft = Files.createDirectory(DraftFolder.draftOf(folder));
        try {
            for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
                DraftFolder.write(draft.resolve(file.getKey()), file.getValue());
            }
            DraftFolder.write(draft.resolve(TRAINED_AT), (trainedAt + "\n").getBytes(UTF_8));
            DraftFolder.write(draft.resolve(MANIFEST), ManifestJson.bytes(bundle.manifest()));
            DraftFolder.forceFolder(draft);
            DraftFolder.move(draft, folder);
        } finally {
            if (Files.exists(draft)) {
                MoreFiles.deleteRecursively(draft, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
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

    private ModelException noModel(EngineId engine) {
        return new ModelException(folder(engine).resolve(CURRENT) + ": no trained model; run 'train --engine "
                + engine.id() + "' or name another models folder");
    }

    @Override
    public ModelBundle load(EngineId engine, String version) {
        requireVersion(version, folder(engine));
        Path folder = folder(engine).resolve(version);
        Path manifestFile = folder.resolve(MANIFEST);
        byte[] json = read(manifestFile);
        ModelManifest manifest = ManifestJson.parse(json, manifestFile.toString());
        requireOurs(manifest, json, engine, version, manifestFile);
        SortedMap<String, byte[]> read = new TreeMap<>();
        for (String name : manifest.files().keySet()) {
            requireFileName(folder, name);
            Path file = folder.resolve(name);
            if (!isLarge(file)) {
                read.put(name, read(file));
            }
        }
        read.forEach((name, content) -> manifest.checksum(name).require(content, folder.resolve(name)));
        return ModelBundle.stored(manifest, content(folder, read), trainedAt(folder.resolve(TRAINED_AT)));
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
            throw new ModelException(file + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    Optional<Instant> trainedAt(EngineId engine, String version) {
        return trainedAt(folder(engine).resolve(version).resolve(TRAINED_AT));
    }

    private static Optional<Instant> trainedAt(Path file) {
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

    @Override
    public Optional<String> currentVersion(EngineId engine) {
        return pointedAt(engine, CURRENT);
    }

    @Override
    public Optional<String> challenger(EngineId engine) {
        // A run killed right after a promotion leaves both pointers on the same version.
        return pointedAt(engine, CHALLENGER)
                .filter(version ->
                        pointedAt(engine, CURRENT).filter(version::equals).isEmpty());
    }

    private Optional<String> pointedAt(EngineId engine, String name) {
        Path pointer = folder(engine).resolve(name);
        if (!Files.exists(pointer)) {
            return Optional.empty();
        }
        String version = new String(read(pointer), UTF_8).strip();
        requireVersion(version, pointer);
        return Optional.of(version);
    }

    @Override
    public Optional<String> previousVersion(EngineId engine) {
        return currentVersion(engine).flatMap(history(engine)::before);
    }

    @Override
    public List<ModelChange> changes(EngineId engine) {
        return history(engine).all();
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

    @Override
    public List<String> versions(EngineId engine) {
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

    private Path folder(EngineId engine) {
        return root.resolve(engine.id());
    }
}
