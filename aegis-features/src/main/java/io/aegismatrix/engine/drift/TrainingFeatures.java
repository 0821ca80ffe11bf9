package io.aegismatrix.engine.drift;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the features of an engine's models were like in training: the file {@value #FILE} of a bundle. Held against a
 * market, it says whether the models know such a session ({@link DriftReport#outOfDistribution}) and whether the last
 * {@value FeatureReference#WINDOW} sessions have moved away from what they learned ({@link DriftReport#drifted}).
 * Immutable.
 */
public final class TrainingFeatures {

    /** The file of a bundle that holds them; bundles of older releases have none. */
    public static final String FILE = "training_features.safetensors";

    private final SortedMap<String, FeatureReference> models;

    private TrainingFeatures(SortedMap<String, FeatureReference> models) {
        this.models = models;
    }

    /** Looks at the training features of each model; models without daily features, or with too few rows, are left out. */
    public static TrainingFeatures of(FeatureSet history, List<ModelCard> cards) {
        SortedMap<String, FeatureReference> models = new TreeMap<>();
        for (ModelCard card : cards) {
            FeatureReference.fit(history.daily(), card.columns())
                    .ifPresent(reference -> models.put(card.model(), reference));
        }
        return new TrainingFeatures(models);
    }

    /** Those of a bundle; empty if it was trained before they were kept. @throws ModelException if they are corrupt */
    public static Optional<TrainingFeatures> find(ModelBundle bundle) {
        return bundle.manifest().files().containsKey(FILE)
                ? Optional.of(parse(
                        bundle.file(FILE),
                        bundle.manifest().engine().id() + " "
                                + bundle.manifest().version() + "/" + FILE))
                : Optional.empty();
    }

    /** Whether there is nothing to compare with. */
    public boolean isEmpty() {
        return models.isEmpty();
    }

    /** Daily features of a model that are watched; empty if none are. */
    public List<String> watched(String model) {
        return Optional.ofNullable(models.get(model))
                .map(FeatureReference::features)
                .orElse(List.of());
    }

    /**
     * How a market compares with what a model was trained on.
     *
     * @return empty if the model's features are not watched, or not known in the decision session
     */
    public Optional<DriftReport> judge(String model, FeatureSet features) {
        return Optional.ofNullable(models.get(model))
                .flatMap(reference -> reference.judge(features.daily(), features.decisionRow()));
    }

    /** As a safetensors file: the names of each model's features as metadata, its numbers under {@code <model>.…}. */
    public byte[] toBytes() {
        SafeTensors.Builder builder = SafeTensors.builder();
        models.forEach((model, reference) -> reference.addTo(builder, model));
        return builder.build().toBytes();
    }

    /** Reads what {@link #toBytes()} wrote. @throws ModelException if it is anything else */
    public static TrainingFeatures parse(byte[] file, String what) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        SortedMap<String, FeatureReference> models = new TreeMap<>();
        tensors.metadata()
                .forEach((model, names) ->
                        models.put(model, FeatureReference.read(tensors, model, List.of(names.split(",", -1)), what)));
        return new TrainingFeatures(models);
    }
}
