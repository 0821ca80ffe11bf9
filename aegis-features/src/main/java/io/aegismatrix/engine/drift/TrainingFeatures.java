package io.aegismatrix.engine.drift;

import com.google.common.base.Suppliers;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the features of an engine's models were like in training: the file {@value #FILE} of a bundle. Held against a
 * market, it says whether the models know such a session ({@link DriftReport#outOfDistribution}) and whether the last
 * {@value FeatureReference#WINDOW} sessions have moved away from what they learned ({@link DriftReport#drifted}).
 * Immutable.
 */
public final class TrainingFeatures {

    /** The file of a bundle that holds them; bundles of older releases have none. */
    public static final String FILE = "training_features.safetensors";

    private static final String SESSIONS = "sessions";
    private static final String LOG_VIX = "log_vix";
    private static final String TREND = "log_return_20";

    private final SortedMap<String, FeatureReference> models;

    /** Put together when asked for: of those who judge a market by the rest, few do. */
    private final Supplier<SortedMap<LocalDate, Condition>> conditions;

    /**
     * What the market was like at the close of a training session.
     *
     * @param logVix natural logarithm of the volatility index / 100
     * @param trend log return of the last 20 sessions
     */
    public record Condition(double logVix, double trend) {}

    private TrainingFeatures(
            SortedMap<String, FeatureReference> models, Supplier<SortedMap<LocalDate, Condition>> conditions) {
        this.models = models;
        this.conditions = Suppliers.memoize(() -> Collections.unmodifiableSortedMap(conditions.get()));
    }

    /**
     * A bundle of freshly trained files, with what the features were like in training beside them.
     *
     * @param history what they were trained on
     * @param files content by file name
     * @param cards one card a model
     */
    public static ModelBundle bundle(
            EngineId engine,
            FeatureSet history,
            TrainingSettings settings,
            SortedMap<String, byte[]> files,
            List<ModelCard> cards) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put(FILE, of(history, cards).toBytes());
        return ModelBundle.trained(engine, history, settings, all, cards);
    }

    /** Looks at the training features of each model; models without daily features, or with too few rows, are left out. */
    public static TrainingFeatures of(FeatureSet history, List<ModelCard> cards) {
        SortedMap<String, FeatureReference> models = new TreeMap<>();
        for (ModelCard card : cards) {
            FeatureReference.fit(history.daily(), card.columns())
                    .ifPresent(reference -> models.put(card.model(), reference));
        }
        SortedMap<LocalDate, Condition> conditions = conditions(history.daily());
        return new TrainingFeatures(models, () -> conditions);
    }

    private static SortedMap<LocalDate, Condition> conditions(FeatureFrame frame) {
        SortedMap<LocalDate, Condition> conditions = new TreeMap<>();
        for (int row = 0; row < frame.rows(); row++) {
            Condition condition = new Condition(frame.value(row, LOG_VIX), frame.value(row, TREND));
            if (!Double.isNaN(condition.logVix()) && !Double.isNaN(condition.trend())) {
                conditions.put(frame.session(row), condition);
            }
        }
        return conditions;
    }

    /** Those of a bundle; empty if it was trained before they were kept. @throws ModelException if they are corrupt */
    public static Optional<TrainingFeatures> find(ModelBundle bundle) {
        return bundle.manifest().files().containsKey(FILE)
                ? Optional.of(bundle.parsed(TrainingFeatures.class, TrainingFeatures::read))
                : Optional.empty();
    }

    private static TrainingFeatures read(ModelBundle bundle) {
        return parse(
                bundle.file(FILE),
                bundle.manifest().engine().id() + " " + bundle.manifest().version() + "/" + FILE);
    }

    /** What the market was like in each training session of which that is known. */
    public SortedMap<LocalDate, Condition> conditions() {
        return conditions.get();
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

    /**
     * As a safetensors file: the names of each model's features as metadata, its numbers under {@code <model>.…}; and
     * {@code sessions} as days since 1970 with their {@code log_vix} and {@code log_return_20}.
     */
    public byte[] toBytes() {
        int[] shape = {conditions().size()};
        int[] days = new int[conditions().size()];
        float[] logVix = new float[days.length];
        float[] trend = new float[days.length];
        int i = 0;
        for (Map.Entry<LocalDate, Condition> session : conditions().entrySet()) {
            days[i] = (int) session.getKey().toEpochDay();
            logVix[i] = (float) session.getValue().logVix();
            trend[i++] = (float) session.getValue().trend();
        }
        SafeTensors.Builder builder = SafeTensors.builder()
                .put(SESSIONS, shape, days)
                .put(LOG_VIX, shape, logVix)
                .put(TREND, shape, trend);
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
        int[] days = tensors.ints(SESSIONS);
        float[] logVix = tensors.floats(LOG_VIX);
        float[] trend = tensors.floats(TREND);
        if (logVix.length != days.length || trend.length != days.length) {
            throw new ModelException(what + ": expected a condition for each of " + days.length + " sessions, was "
                    + logVix.length + " and " + trend.length + "; restore it or train again");
        }
        return new TrainingFeatures(models, () -> conditions(days, logVix, trend));
    }

    private static SortedMap<LocalDate, Condition> conditions(int[] days, float[] logVix, float[] trend) {
        SortedMap<LocalDate, Condition> conditions = new TreeMap<>();
        for (int i = 0; i < days.length; i++) {
            conditions.put(LocalDate.ofEpochDay(days[i]), new Condition(logVix[i], trend[i]));
        }
        return conditions;
    }
}
