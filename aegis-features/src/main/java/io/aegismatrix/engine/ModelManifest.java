package io.aegismatrix.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aegismatrix.data.Underlying;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a trained engine is: where it came from, what it is made of, and how good it proved to be.
 *
 * @param format version of this manifest's layout
 * @param engine which engine
 * @param version last training session and the first digits of a hash over everything else, such as
 *     {@code 20241231-1f0c9a3b5d7e}
 * @param trainedFrom first session of the training history
 * @param trainedThrough last session of the training history
 * @param sessions sessions in the training history
 * @param seed seed of the run
 * @param dataSha256 hash over every daily bar of the training history
 * @param featureSchemaVersion version of the feature formulas
 * @param featureSchemaSha256 hash of the feature schema
 * @param libraries versions that can change the numbers
 * @param files SHA-256 of every file, by name
 * @param checksums CRC-32C of every file, by name, which is what loading looks at; none in a manifest of an older release
 * @param models one card a model
 * @param underlying the index it was trained on; a manifest that names none is of the NIFTY 50
 * @param requires versions of the models it was trained beside and cannot do without, by their engine's id
 */
public record ModelManifest(
        int format,
        EngineId engine,
        String version,
        LocalDate trainedFrom,
        LocalDate trainedThrough,
        int sessions,
        long seed,
        String dataSha256,
        int featureSchemaVersion,
        String featureSchemaSha256,
        SortedMap<String, String> libraries,
        SortedMap<String, String> files,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> checksums,

        List<ModelCard> models,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Nifty50.class)
        String underlying,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> requires) {

    /** The layout this library writes and reads. */
    public static final int FORMAT = 1;

    /** Copies the collections. */
    public ModelManifest {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(trainedFrom, "trainedFrom");
        Objects.requireNonNull(trainedThrough, "trainedThrough");
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        checksums = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNullElse(checksums, Map.of())));
        if (!checksums.isEmpty() && !checksums.keySet().equals(files.keySet())) {
            throw new IllegalArgumentException(
                    "checksums must be of the files " + files.keySet() + ", was of " + checksums.keySet());
        }
        models = List.copyOf(models);
        requireOwn(engine, models);
        underlying = Objects.requireNonNullElse(underlying, Underlying.NIFTY50.name());
        requires = Collections.unmodifiableSortedMap(new TreeMap<>(Objects.requireNonNullElse(requires, Map.of())));
        requires.keySet().forEach(EngineId::new);
    }

    /** Names of models stand for themselves in payloads and reports, so they must tell the engine, and each model apart. */
    private static void requireOwn(EngineId engine, List<ModelCard> models) {
        Set<String> names = new HashSet<>();
        for (ModelCard card : models) {
            if (!engine.owns(card.model())) {
                throw new IllegalArgumentException("a model of the engine " + engine + " must be called " + engine
                        + "_ and something, was '" + card.model() + "'");
            }
            if (!names.add(card.model())) {
                throw new IllegalArgumentException("the engine " + engine + " has two models named " + card.model());
            }
        }
    }

    /** What Jackson compares a name with to leave it out. */
    static final class Nifty50 {

        @Override
        public boolean equals(@Nullable Object name) {
            return Underlying.NIFTY50.name().equals(name);
        }

        @Override
        public int hashCode() {
            return Underlying.NIFTY50.name().hashCode();
        }
    }

    /** What a file must hash to, whoever changed it. @throws ModelException if there is no such file */
    FileHash hash(String file) {
        String sha256 = files.get(file);
        if (sha256 == null) {
            throw new ModelException(engine.id() + " " + version + ": no file named " + file);
        }
        return new FileHash(FileHash.Kind.SHA_256, sha256);
    }

    /** What a file must hash to if it is not damaged. @throws ModelException if there is no such file */
    FileHash checksum(String file) {
        String checksum = checksums.get(file);
        return checksum == null ? hash(file) : new FileHash(FileHash.Kind.CRC_32C, checksum);
    }

    /** The card of a model. @throws ModelException if the engine has none of that name */
    public ModelCard card(String model) {
        return models.stream()
                .filter(card -> card.model().equals(model))
                .findFirst()
                .orElseThrow(() -> new ModelException(engine.id() + " " + version + ": no model named " + model));
    }

    /** How a payload refers to a model of this engine: {@code seller_trap@20241231-1f0c9a3b5d7e}. */
    public String modelId(String model) {
        return card(model).model() + "@" + version;
    }

    ModelManifest withVersion(String other) {
        return with(other, requires);
    }

    /** The same of a model that was trained beside another; its version is not known yet. */
    ModelManifest requiring(ModelManifest other) {
        SortedMap<String, String> all = new TreeMap<>(requires);
        all.put(other.engine().id(), other.version());
        return with("", all);
    }

    private ModelManifest with(String otherVersion, SortedMap<String, String> otherRequires) {
        return new ModelManifest(
                format,
                engine,
                otherVersion,
                trainedFrom,
                trainedThrough,
                sessions,
                seed,
                dataSha256,
                featureSchemaVersion,
                featureSchemaSha256,
                libraries,
                files,
                checksums,
                models,
                underlying,
                otherRequires);
    }
}
