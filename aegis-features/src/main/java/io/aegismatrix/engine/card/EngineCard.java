package io.aegismatrix.engine.card;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.drift.TrainingFeatures;
import io.aegismatrix.engine.record.OutcomeTracks;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The card of a trained engine: what it was trained on, how good each output proved to be and where it did worst, what it
 * looks at, and what is watched for drift. Made from a bundle's files alone, so it can never disagree with them.
 *
 * @param manifest data span, seed, versions, hashes
 * @param trainedAt when it was trained, if that is known
 * @param models one entry a model
 */
public record EngineCard(ModelManifest manifest, Optional<Instant> trainedAt, List<Model> models) {

    /** Why nothing is watched. */
    static final String NO_TRAINING_FEATURES = "no training quantiles in this bundle; train again to watch for drift";

    /** Copies the list. */
    public EngineCard {
        models = List.copyOf(models);
    }

    /**
     * One model.
     *
     * @param card rows, inputs, parameters
     * @param importance inputs by share of the total gain, largest first; empty if the model is not trees
     * @param outputs its outputs
     * @param watched daily features watched for drift
     * @param unwatchedReason why none is; empty if some are
     */
    public record Model(
            ModelCard card,
            List<Importance> importance,
            List<Output> outputs,
            List<String> watched,
            Optional<String> unwatchedReason) {

        /** Copies the lists. */
        public Model {
            importance = List.copyOf(importance);
            outputs = List.copyOf(outputs);
            watched = List.copyOf(watched);
        }
    }

    /**
     * How much an input matters.
     *
     * @param input name
     * @param share of the model's summed mean gain, 0 to 1
     */
    public record Importance(String input, double share) {}

    /**
     * One output.
     *
     * @param score its walk-forward score beside the baseline's
     * @param worst the worst slice of each kind; empty if its record holds no losses
     */
    public record Output(OutputScore score, List<FailureSlice> worst) {

        /** Copies the list. */
        public Output {
            worst = List.copyOf(worst);
        }
    }

    /** The card of a bundle. @throws io.aegismatrix.engine.ModelException if a file of it cannot be read */
    public static EngineCard of(ModelBundle bundle) {
        Optional<TrainingFeatures> features = TrainingFeatures.find(bundle);
        OutcomeTracks tracks = OutcomeTracks.of(bundle);
        FailureSlices slices =
                new FailureSlices(features.map(TrainingFeatures::conditions).orElseGet(TreeMap::new));
        return new EngineCard(
                bundle.manifest(),
                bundle.trainedAt(),
                bundle.manifest().models().stream()
                        .map(card -> model(card, features, tracks, slices))
                        .toList());
    }

    private static Model model(
            ModelCard card, Optional<TrainingFeatures> features, OutcomeTracks tracks, FailureSlices slices) {
        List<String> watched =
                features.map(known -> known.watched(card.model())).orElse(List.of());
        Optional<String> reason = watched.isEmpty()
                ? Optional.of(
                        features.isEmpty() ? NO_TRAINING_FEATURES : "none of its inputs is a daily feature as such")
                : Optional.empty();
        List<Output> outputs = card.outputs().stream()
                .map(score -> new Output(score, slices.worst(tracks.losses(score.output()), score.horizon())))
                .toList();
        return new Model(card, importance(card), outputs, watched, reason);
    }

    private static List<Importance> importance(ModelCard card) {
        double total = card.importance().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return card.importance().entrySet().stream()
                .filter(entry -> total > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(entry -> new Importance(entry.getKey(), entry.getValue() / total))
                .toList();
    }

    /** The card as Markdown, for people. */
    public String toMarkdown() {
        return CardMarkdown.of(this);
    }

    /** The card as JSON, for programs: snake case, unknown is null. */
    public String toJson() {
        return CardJson.of(this);
    }
}
