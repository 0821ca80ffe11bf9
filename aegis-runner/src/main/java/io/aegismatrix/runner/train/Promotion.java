package io.aegismatrix.runner.train;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.gate.GateResult;
import io.aegismatrix.engine.gate.ModelGates;
import io.aegismatrix.engine.gate.PromotionPolicy;
import io.aegismatrix.engine.gate.PromotionVerdict;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.util.Optional;

/**
 * What a stored version must show before it takes the champion's place: whole files, only finite numbers, made for this
 * release; and, beside a champion that works, a shadow record in which it is not worse. The former is never waived.
 */
public final class Promotion {

    private final EngineLibrary engines;
    private final ModelStore store;
    private final ShadowRecord shadow;

    public Promotion(EngineLibrary engines, ModelStore store, ShadowRecord shadow) {
        this.engines = engines;
        this.store = store;
        this.shadow = shadow;
    }

    /**
     * Why the version may be put in use.
     *
     * @param waived why the shadow record does not count, where a person takes that upon himself
     * @return the reason to note
     * @throws ModelException if the version is missing, corrupt or of another release
     * @throws CommandException with exit code 13 and every ground if it may not
     */
    public String reason(EngineId engine, String version, Optional<String> waived) {
        requireSound(engine, version);
        Optional<String> champion = champion(engine);
        if (champion.isEmpty()) {
            return "no engine in use works";
        }
        if (champion.get().equals(version)) {
            throw CommandException.usage(engine.id() + " " + version + " is in use already");
        }
        PromotionVerdict verdict = PromotionPolicy.judge(shadow.scores(engine, champion.get(), version));
        if (verdict.promotable()) {
            return verdict.describe();
        }
        return waived.map(reason -> reason + " (shadow record waived: " + verdict.describe() + ")")
                .orElseThrow(() -> new CommandException(
                        ExitCode.GATE,
                        engine.id() + " " + version + " stays out of use, " + champion.get() + " in it: "
                                + verdict.describe()
                                + ". Infer and score on more sessions, or take it upon yourself with --force REASON"));
    }

    private void requireSound(EngineId engine, String version) {
        ModelBundle bundle = store.load(engine, version);
        GateResult finite = ModelGates.finite(bundle);
        if (!finite.passed()) {
            throw new ModelException(engine.id() + " " + version + ": " + finite.detail() + "; train again");
        }
        InstalledModels.requireUsable(engines, bundle);
    }

    /** The version in use, if it can be used: nothing is lost by replacing one that cannot. */
    private Optional<String> champion(EngineId engine) {
        try {
            Optional<String> current = store.currentVersion(engine);
            current.ifPresent(version -> requireSound(engine, version));
            return current;
        } catch (ModelException e) {
            return Optional.empty();
        }
    }
}
