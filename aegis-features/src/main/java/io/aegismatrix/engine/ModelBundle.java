package io.aegismatrix.engine;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A trained engine as files: what a trainer makes, a {@link ModelStore} keeps and an engine loads. The large files of a stored
 * one are read, and held against their checksums, when they are asked for: an engine pays for what it needs. Immutable,
 * thread-safe.
 */
public final class ModelBundle {

    private final ModelManifest manifest;
    private final Content content;
    private final Optional<Instant> trainedAt;
    private final List<ModelBundle> required;
    private final Map<Class<?>, Object> parsed = new ConcurrentHashMap<>();

    /** Where the files are. */
    interface Content {

        /**
         * Reads a file.
         *
         * @return bytes of the caller's own
         * @throws ModelException if they do not hash to this
         */
        byte[] read(String name, FileHash hash);
    }

    private ModelBundle(
            ModelManifest manifest, Content content, Optional<Instant> trainedAt, List<ModelBundle> required) {
        this.manifest = manifest;
        this.content = content;
        this.trainedAt = trainedAt;
        this.required = List.copyOf(required);
    }

    /**
     * Describes freshly trained files.
     *
     * @param history what they were trained on
     * @param files content by file name
     * @param cards one card a model
     */
    public static ModelBundle trained(
            EngineId engine,
            FeatureSet history,
            TrainingSettings settings,
            SortedMap<String, byte[]> files,
            List<ModelCard> cards) {
        SortedMap<String, byte[]> copies = new TreeMap<>();
        SortedMap<String, String> hashes = new TreeMap<>();
        SortedMap<String, String> checksums = new TreeMap<>();
        files.forEach((name, content) -> {
            copies.put(name, content.clone());
            hashes.put(name, FileHash.Kind.SHA_256.of(content));
            checksums.put(name, FileHash.Kind.CRC_32C.of(content));
        });
        ModelManifest unnamed = new ModelManifest(
                ModelManifest.FORMAT,
                engine,
                "",
                history.history().session(0),
                history.decisionSession(),
                history.history().size(),
                settings.seed(),
                dataHash(history.snapshot()),
                history.daily().schema().version(),
                history.daily().schema().hash(),
                libraries(),
                hashes,
                checksums,
                cards,
                history.snapshot().underlying().name(),
                Collections.emptySortedMap());
        return new ModelBundle(unnamed.withVersion(versionOf(unnamed)), inMemory(copies), Optional.empty(), List.of());
    }

    /**
     * The same models, trained beside others that they cannot do without. The version of the others becomes part of this
     * one's; whoever keeps or loads this bundle keeps or loads the other with it.
     *
     * @throws IllegalArgumentException if this bundle requires one of that engine already
     */
    public ModelBundle requiring(ModelBundle other) {
        if (findRequired(other.manifest().engine()).isPresent()) {
            throw new IllegalArgumentException(manifest.engine() + ": requires a version of "
                    + other.manifest().engine() + " already, " + manifest.requires());
        }
        ModelManifest unnamed = manifest.requiring(other.manifest());
        return new ModelBundle(
                unnamed.withVersion(versionOf(unnamed)),
                content,
                trainedAt,
                Stream.concat(required.stream(), Stream.of(other)).toList());
    }

    private static Content inMemory(SortedMap<String, byte[]> files) {
        return (name, hash) -> Objects.requireNonNull(files.get(name), name).clone();
    }

    /** One whose files are elsewhere. */
    static ModelBundle stored(
            ModelManifest manifest, Content content, Optional<Instant> trainedAt, List<ModelBundle> required) {
        return new ModelBundle(manifest, content, trainedAt, required);
    }

    /** The version a manifest must have: last session and a hash over everything but the version itself. */
    static String versionOf(ModelManifest manifest) {
        return versionOf(manifest, ManifestJson.bytes(manifest.withVersion("")));
    }

    /** The same from the bytes of the manifest, if these name no version. */
    static String versionOf(ModelManifest manifest, byte[] unversioned) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(manifest.trainedThrough()) + "-"
                + FileHash.Kind.SHA_256.of(unversioned).substring(0, 12);
    }

    private static String dataHash(MarketSnapshot snapshot) {
        Hasher hasher = Hashing.sha256().newHasher();
        add(hasher, snapshot.daily());
        add(hasher, snapshot.volatilityIndex());
        return hasher.hash().toString();
    }

    private static void add(Hasher hasher, BarSeries series) {
        hasher.putString(series.instrument(), StandardCharsets.UTF_8);
        for (DailyBar bar : series.bars()) {
            hasher.putLong(bar.session().toEpochDay())
                    .putDouble(bar.open())
                    .putDouble(bar.high())
                    .putDouble(bar.low())
                    .putDouble(bar.close());
        }
    }

    private static SortedMap<String, String> libraries() {
        Properties properties = new Properties();
        try (InputStream stream = ModelBundle.class.getResourceAsStream("versions.properties")) {
            properties.load(Objects.requireNonNull(stream, "versions.properties is missing from aegis-features"));
        } catch (IOException e) {
            throw new UncheckedIOException("versions.properties cannot be read", e);
        }
        SortedMap<String, String> versions = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> versions.put(name, resolved(name, properties)));
        return versions;
    }

    /** A model whose maker is not known could not be made again. */
    private static String resolved(String library, Properties versions) {
        String version = versions.getProperty(library);
        if (version.contains("${")) {
            throw new IllegalStateException("versions.properties: the version of " + library + " is " + version
                    + "; these classes were not built by Maven, which fills it in");
        }
        return version;
    }

    /** What the engine is and how good it proved to be. */
    public ModelManifest manifest() {
        return manifest;
    }

    /** When it was trained, if it came from a store; not part of the version, so that equal training is equal bytes. */
    public Optional<Instant> trainedAt() {
        return trainedAt;
    }

    /** The same files, dated: what a store would give back. */
    public ModelBundle withTrainedAt(Instant moment) {
        return new ModelBundle(manifest, content, Optional.of(moment), required);
    }

    /**
     * The same files, described otherwise: for tests of what an engine refuses. A store would not give it back, since the version
     * is no longer that of the manifest.
     */
    public ModelBundle withManifest(ModelManifest other) {
        return new ModelBundle(other, content, trainedAt, required);
    }

    /** The bundles it was trained beside and cannot do without. */
    public List<ModelBundle> required() {
        return required;
    }

    /** The one of an engine among {@link #required}. */
    public Optional<ModelBundle> findRequired(EngineId engine) {
        return required.stream()
                .filter(bundle -> bundle.manifest().engine().equals(engine))
                .findFirst();
    }

    /** Content of a file. @throws ModelException if there is no such file, or it is not what the manifest says */
    public byte[] file(String name) {
        return content.read(name, manifest.checksum(name));
    }

    /**
     * What a file of the bundle says, read once and shared by all who ask for that type.
     *
     * @param type an immutable type that one file of a bundle is parsed to
     * @param parse reads it; called by every thread that asks before the first has finished
     */
    public <T> T parsed(Class<T> type, Function<ModelBundle, T> parse) {
        Object known = parsed.get(type);
        if (known == null) {
            T read = parse.apply(this);
            Object first = parsed.putIfAbsent(type, read);
            known = first == null ? read : first;
        }
        return type.cast(known);
    }

    /** Content of all files by name. @throws ModelException if one is missing or not what the manifest says */
    SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        manifest.files().keySet().forEach(name -> files.put(name, file(name)));
        return files;
    }

    /**
     * Holds every file against its SHA-256 and its checksum, also those no engine has asked for, and those of the bundles it
     * requires.
     *
     * @return this
     * @throws ModelException if one is missing or not the one that was trained
     */
    public ModelBundle requireWhole() {
        manifest.files().keySet().forEach(name -> {
            content.read(name, manifest.hash(name));
            content.read(name, manifest.checksum(name));
        });
        required.forEach(ModelBundle::requireWhole);
        return this;
    }

    /**
     * Refuses features of another index than the model was trained on, of which nothing it says is calibrated, and
     * features that were computed by other formulas.
     *
     * @throws ModelException naming both indices or both hashes
     */
    public void requireSchema(FeatureSet features) {
        String index = features.snapshot().underlying().name();
        if (!manifest.underlying().equals(index)) {
            throw new ModelException(manifest.engine().id() + " " + manifest.version() + ": trained on "
                    + manifest.underlying() + ", these features are of " + index + "; train on " + index
                    + " with a models folder of its own");
        }
        String actual = features.daily().schema().hash();
        if (!manifest.featureSchemaSha256().equals(actual)) {
            throw new ModelException(manifest.engine().id() + " " + manifest.version()
                    + ": trained on feature schema "
                    + manifest.featureSchemaSha256().substring(0, 12)
                    + " (version " + manifest.featureSchemaVersion() + "), these features are "
                    + actual.substring(0, 12) + " (version "
                    + features.daily().schema().version() + "); train again with this release");
        }
    }
}
