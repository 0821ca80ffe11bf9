package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.engine.ModelChange.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model store in a folder. Files are written beside their place, forced to disk and moved in one step. */
final class DirectoryModelStore implements ModelStore {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryModelStore.class);
    private static final String CHALLENGER = "challenger";
    private static final String HISTORY = "history.jsonl";

    private final Path root;
    private final VerifiedModels models;
    private final StoredVersions stored;
    private final ModelRetention retention;

    DirectoryModelStore(Path root, int most) {
        this.root = root;
        this.models = new VerifiedModels(root.toString(), new DirectoryFiles(root));
        this.stored = new StoredVersions(root, models);
        this.retention = new ModelRetention(this, most);
    }

    @Override
    public void save(ModelBundle bundle, Instant trainedAt) {
        EngineId engine = bundle.manifest().engine();
        Set<String> before = retention.pointedAt(engine);
        keep(bundle, trainedAt);
        use(engine, bundle.manifest().version(), trainedAt, Action.TRAINED, "trained, passed every gate");
        retention.apply(bundle.manifest(), before);
    }

    @Override
    public void challenge(ModelBundle bundle, Instant trainedAt, String reason) {
        EngineId engine = bundle.manifest().engine();
        String version = bundle.manifest().version();
        Set<String> before = retention.pointedAt(engine);
        keep(bundle, trainedAt);
        Optional<String> champion = readable(engine, VerifiedModels.CURRENT);
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
        retention.apply(bundle.manifest(), before);
    }

    @Override
    public void promote(EngineId engine, String version, Instant at, String reason) {
        load(engine, version).requireWhole();
        use(engine, version, at, Action.PROMOTED, reason);
    }

    @Override
    public String rollback(EngineId engine, Instant at, String reason) {
        String inUse = currentVersion(engine).orElseThrow(() -> models.noModel(engine));
        String before = previousVersion(engine)
                .orElseThrow(() -> new ModelException(folder(engine).resolve(HISTORY) + ": nothing is recorded to have"
                        + " been in use before " + inUse + "; promote one of " + versions(engine)));
        load(engine, before).requireWhole();
        use(engine, before, at, Action.ROLLED_BACK, reason);
        return before;
    }

    /** Writes a version unless it is there and whole, those it requires before it: whatever is there can be loaded. */
    private void keep(ModelBundle bundle, Instant trainedAt) {
        bundle.required().forEach(required -> keep(required, trainedAt));
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
        Optional<String> before = readable(engine, VerifiedModels.CURRENT);
        try {
            if (before.filter(version::equals).isEmpty()) {
                history(engine).note(new ModelChange(at, action, version, before, reason));
            }
            point(engine, VerifiedModels.CURRENT, version);
            if (readable(engine, CHALLENGER).filter(version::equals).isPresent()) {
                Files.delete(folder(engine).resolve(CHALLENGER));
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
            return models.pointedAt(engine, pointer);
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

    private void writeVersion(ModelBundle bundle, Instant trainedAt, Path folder) throws IOException {
        createEngineFolder(folder(bundle.manifest().engine()));
        Path draft = Files.createDirectory(DraftFolder.draftOf(folder));
        try {
            for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
                DraftFolder.write(draft.resolve(file.getKey()), file.getValue());
            }
            DraftFolder.write(draft.resolve(VerifiedModels.TRAINED_AT), (trainedAt + "\n").getBytes(UTF_8));
            DraftFolder.write(draft.resolve(VerifiedModels.MANIFEST), ManifestJson.bytes(bundle.manifest()));
            DraftFolder.forceFolder(draft);
            DraftFolder.move(draft, folder);
        } finally {
            if (Files.exists(draft)) {
                MoreFiles.deleteRecursively(draft, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        }
    }

    /** Forced to disk with its name: an engine's may be there when a power cut takes that of what it requires. */
    private static void createEngineFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path root = folder.toAbsolutePath().getParent();
        if (root != null) {
            DraftFolder.forceFolder(root);
        }
    }

    @Override
    public ModelBundle load(EngineId engine) {
        return models.load(engine);
    }

    @Override
    public ModelBundle load(EngineId engine, String version) {
        return models.load(engine, version);
    }

    Optional<Instant> trainedAt(EngineId engine, String version) {
        return models.trainedAt(engine, version);
    }

    @Override
    public Optional<String> currentVersion(EngineId engine) {
        return models.currentVersion(engine);
    }

    @Override
    public Optional<String> challenger(EngineId engine) {
        // A run killed right after a promotion leaves both pointers on the same version.
        return models.pointedAt(engine, CHALLENGER)
                .filter(version ->
                        currentVersion(engine).filter(version::equals).isEmpty());
    }

    @Override
    public Optional<String> previousVersion(EngineId engine) {
        return currentVersion(engine).flatMap(history(engine)::before);
    }

    @Override
    public List<ModelChange> changes(EngineId engine) {
        return history(engine).all();
    }

    @Override
    public List<String> versions(EngineId engine) {
        return stored.of(engine);
    }

    @Override
    public Set<String> requiredVersions(EngineId engine) {
        return stored.required(engine);
    }

    private Path folder(EngineId engine) {
        return root.resolve(engine.id());
    }
}
