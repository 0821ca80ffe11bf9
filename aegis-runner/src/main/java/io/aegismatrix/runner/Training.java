package io.aegismatrix.runner;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.gate.GateResult;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.train.TrainingGates;
import io.aegismatrix.runner.train.TrainingRun;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * From a history to engines that may be used: what {@code train} does, without its files. Same history, settings and
 * release give the same bytes. Immutable and thread-safe.
 *
 * <pre>{@code
 * Training training = Training.shipped();
 * List<ModelBundle> trained = training.train(history, TrainingSettings.defaults(), Set.of(SellerEngine.ID), progress);
 * List<GateResult> gates = training.judge(trained, history, models, clock.instant(), warnings);
 * Training.Kept kept = Training.keep(trained, gates, models, clock.instant());
 * }</pre>
 */
public final class Training {

    private final EngineLibrary engines;

    private Training(EngineLibrary engines) {
        this.engines = engines;
    }

    /** The engines of this release. XGBoost4J must be on the class path, and for direction DJL's PyTorch. */
    public static Training shipped() {
        return of(EngineLibrary.shipped());
    }

    /** Other engines, such as the shipped ones {@linkplain EngineLibrary#with with one of your own}. */
    public static Training of(EngineLibrary engines) {
        return new Training(engines);
    }

    /**
     * Trains engines on every session of a history whose outcome is known in it; the network on a thread beside the trees.
     *
     * @param progress told from the threads that train
     * @return one bundle an engine, in the order of the engines
     * @throws io.aegismatrix.data.MarketDataException if the history is too short; the message says how much is needed
     */
    public List<ModelBundle> train(
            FeatureSet history, TrainingSettings settings, Set<EngineId> kinds, ProgressListener progress) {
        return new TrainingRun(engines).train(history, settings, kinds, progress);
    }

    /**
     * Holds trained engines against every gate: finite numbers, the laws of their outputs, their baselines, and the engine
     * in use. One that failed a gate should not be used.
     *
     * @param history what they were trained on
     * @param inUse where the engines in use are
     * @param now the moment of judging
     * @param warnings told what keeps an engine in use from being compared with
     * @return one result an engine and gate, in that order
     */
    public List<GateResult> judge(
            List<ModelBundle> trained, FeatureSet history, ModelStore inUse, Instant now, Consumer<String> warnings) {
        return new TrainingGates(engines, Clock.fixed(now, ZoneOffset.UTC), warnings).check(trained, history, inUse);
    }

    /**
     * What became of trained engines.
     *
     * @param promoted whether they are in use now; otherwise those kept are challengers
     * @param bundles those kept, in the order they were trained in
     */
    public record Kept(boolean promoted, List<ModelBundle> bundles) {

        /** Copies the list. */
        public Kept {
            bundles = List.copyOf(bundles);
        }

        /** The challengers in a phrase; empty if there are none. */
        public String challengers() {
            return promoted
                    ? ""
                    : bundles.stream()
                            .map(bundle -> bundle.manifest().engine().id() + " "
                                    + bundle.manifest().version())
                            .collect(Collectors.joining(", "));
        }
    }

    /**
     * Puts engines in use if all of them passed every gate. Otherwise those that answer soundly, however well, become
     * challengers, so that in shadow they can show what they are worth.
     *
     * @param gates what {@link #judge} found
     * @throws io.aegismatrix.engine.ModelException if the store cannot keep them
     */
    public static Kept keep(List<ModelBundle> trained, List<GateResult> gates, ModelStore store, Instant at) {
        if (TrainingGates.passed(gates)) {
            TrainingRun.promote(trained, store, at);
            return new Kept(true, trained);
        }
        return challenge(trained, gates, store, at);
    }

    /** Keeps engines that answer soundly as challengers, whatever the gates say of how well. What is in use stays. */
    public static Kept challenge(List<ModelBundle> trained, List<GateResult> gates, ModelStore store, Instant at) {
        List<ModelBundle> sound = trained.stream()
                .filter(bundle -> TrainingGates.sound(gates, bundle.manifest().engine()))
                .toList();
        TrainingRun.challenge(
                sound,
                bundle -> TrainingGates.whyChallenger(gates, bundle.manifest().engine()),
                store,
                at);
        return new Kept(false, sound);
    }
}
