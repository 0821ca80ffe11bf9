package io.aegismatrix.runner.train;

import com.google.common.base.Suppliers;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Trains engines and keeps them. */
public final class TrainingRun {

    private final EngineLibrary engines;

    public TrainingRun(EngineLibrary engines) {
        this.engines = engines;
    }

    /**
     * Trains engines; the gates are still to come.
     *
     * @return one bundle an engine, in the order of the engines
     * @throws CommandException with exit code 12 if a model came out unusable, 1 if a native library is missing
     */
    public List<ModelBundle> train(
            FeatureSet history, TrainingSettings settings, Set<EngineId> kinds, ProgressListener progress) {
        Supplier<ModelBundle> volatility = Suppliers.memoize(() -> VolatilityModel.train(history));
        return EngineLanes.run(
                        "training",
                        engines.inOrder(kinds),
                        engine -> train(engine, history, volatility, settings, progress))
                .stream()
                .sorted(Comparator.comparing(
                        bundle -> engines.ids().indexOf(bundle.manifest().engine())))
                .toList();
    }

    private ModelBundle train(
            EngineId engine,
            FeatureSet history,
            Supplier<ModelBundle> volatility,
            TrainingSettings settings,
            ProgressListener progress) {
        EngineTrainer trainer = engines.trainer(engine);
        ModelBundle bundle = trainer.train(history, volatility, settings, progress);
        Set<String> models =
                bundle.manifest().models().stream().map(ModelCard::model).collect(Collectors.toSet());
        models.removeAll(trainer.optionalModels());
        if (!bundle.manifest().engine().equals(engine) || !models.equals(Set.copyOf(trainer.models()))) {
            throw new ModelException("training " + engine + " must give its models " + trainer.models() + ", was "
                    + bundle.manifest().engine() + " with " + new TreeSet<>(models));
        }
        return bundle;
    }

    /** Stores bundles as challengers; what is in use stays. */
    public static void challenge(
            List<ModelBundle> bundles, Function<ModelBundle, String> why, ModelStore store, Instant at) {
        try {
            bundles.forEach(bundle -> store.challenge(bundle, at, why.apply(bundle)));
        } catch (ModelException e) {
            throw notKept(e);
        }
    }

    /** Stores bundles and makes them the ones in use. */
    public static void promote(List<ModelBundle> bundles, ModelStore store, Instant at) {
        try {
            bundles.forEach(bundle -> store.save(bundle, at));
        } catch (ModelException e) {
            throw notKept(e);
        }
    }

    private static CommandException notKept(ModelException e) {
        return new CommandException(ExitCode.INTERNAL, "trained, but not all could be kept: " + e.getMessage(), e);
    }
}
