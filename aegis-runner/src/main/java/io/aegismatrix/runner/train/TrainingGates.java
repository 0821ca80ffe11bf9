package io.aegismatrix.runner.train;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.gate.Gate;
import io.aegismatrix.engine.gate.GateResult;
import io.aegismatrix.engine.gate.ModelGates;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The gates between a training and its use. A run is promoted as a whole: engines trained on the same data and seed
 * belong together, and a refused one leaves all of those in use where they are.
 */
public final class TrainingGates {

    private final EngineLibrary engines;
    private final Clock clock;
    private final Consumer<String> warnings;

    /**
     * Makes the gates.
     *
     * @param warnings told what keeps an engine in use from being compared with
     */
    public TrainingGates(EngineLibrary engines, Clock clock, Consumer<String> warnings) {
        this.engines = engines;
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * Holds every bundle against every gate.
     *
     * @param history what they were trained on
     * @param store where the engines in use are
     * @return one result an engine and gate, in that order
     */
    public List<GateResult> check(List<ModelBundle> bundles, FeatureSet history, ModelStore store) {
        PropertyGate properties = new PropertyGate(engines, clock, history);
        List<GateResult> results = new ArrayList<>();
        for (ModelBundle bundle : bundles) {
            GateResult finite = ModelGates.finite(bundle);
            results.add(finite);
            // Numbers that are not finite would only repeat themselves at the other gates.
            if (finite.passed()) {
                results.add(properties.check(bundle));
                results.add(ModelGates.skill(bundle));
                results.add(ModelGates.champion(
                        bundle, champion(store, bundle.manifest().engine())));
            }
        }
        return List.copyOf(results);
    }

    /** The engine in use; one that cannot be read is no rival, and training is what heals it. */
    private Optional<ModelBundle> champion(ModelStore store, EngineId kind) {
        try {
            return store.currentVersion(kind).map(version -> store.load(kind, version));
        } catch (ModelException e) {
            warnings.accept("the " + kind.id() + " engine in use cannot be compared with: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether every engine passed every gate. */
    public static boolean passed(List<GateResult> results) {
        return results.stream().allMatch(GateResult::passed);
    }

    /** Whether an engine can be relied on to answer, however well: its numbers are finite and obey their laws. */
    public static boolean sound(List<GateResult> results, EngineId engine) {
        return results.stream()
                .filter(result -> result.engine().equals(engine))
                .allMatch(result -> result.passed() || result.gate() == Gate.SKILL || result.gate() == Gate.CHAMPION);
    }

    /** Why an engine is a challenger and not in use. */
    public static String whyChallenger(List<GateResult> results, EngineId engine) {
        List<GateResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        if (failed.isEmpty()) {
            return "trained as a challenger, passed every gate";
        }
        List<GateResult> own =
                failed.stream().filter(result -> result.engine().equals(engine)).toList();
        return own.isEmpty() ? "passed every gate, trained with one that did not: " + describe(failed) : describe(own);
    }

    /**
     * Refuses the run if a gate did.
     *
     * @param kept what was kept as challengers all the same
     * @throws CommandException with exit code 13 and every failure
     */
    public static void requirePassed(List<GateResult> results, String kept) {
        List<GateResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        if (!failed.isEmpty()) {
            throw new CommandException(ExitCode.GATE, message(failed, kept));
        }
    }

    /** Refuses the run if an engine is broken; tells of one that merely proved worse. */
    public static void requireSound(List<GateResult> results, Consumer<String> warnings) {
        requirePassed(
                results.stream()
                        .filter(result -> result.gate() == Gate.FINITE || result.gate() == Gate.PROPERTIES)
                        .toList(),
                "");
        List<GateResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        if (!failed.isEmpty()) {
            warnings.accept("'train' would have refused this: " + describe(failed));
        }
    }

    private static String message(List<GateResult> failed, String kept) {
        return "trained, but nothing was promoted: " + describe(failed)
                + "; the engines in use stay. "
                + (kept.isEmpty() ? "" : "Kept as challengers: " + kept + ". ")
                + "Train on more or better data, or on another release";
    }

    private static String describe(List<GateResult> failed) {
        return failed.stream()
                .map(result ->
                        result.engine().id() + " failed the " + result.gate().id() + " gate: " + result.detail())
                .collect(Collectors.joining("; "));
    }
}
