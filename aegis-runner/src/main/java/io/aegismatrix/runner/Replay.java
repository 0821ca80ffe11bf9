package io.aegismatrix.runner;

import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.replay.ReplayFolder;
import io.aegismatrix.runner.replay.ReplayListener;
import io.aegismatrix.runner.replay.ReplayPlan;
import io.aegismatrix.runner.replay.ReplayRun;
import io.aegismatrix.runner.replay.ReplaySummary;
import io.aegismatrix.runner.replay.ReplayTerms;
import java.nio.file.Path;

/**
 * The past, lived as a schedule would have lived it: training, inference and scoring, session by session, on a clock that
 * stands where the step is. What {@code replay} does, without its report. Immutable and thread-safe; a folder is lived in by
 * one replay at a time.
 *
 * <pre>{@code
 * ReplayMarket market = new ReplayMarket(MarketSources.csv(folder), "csv:" + folder, false);
 * ReplayTerms terms = ReplayTerms.standard(market, Underlying.NIFTY50, TrainingSettings.defaults());
 * ReplaySummary summary = Replay.shipped().run(plan, terms, Path.of("past"), ReplayListener.NONE);
 * }</pre>
 */
public final class Replay {

    private final EngineLibrary engines;

    private Replay(EngineLibrary engines) {
        this.engines = engines;
    }

    /** The engines of this release. XGBoost4J must be on the class path, and for direction DJL's PyTorch. */
    public static Replay shipped() {
        return of(EngineLibrary.shipped());
    }

    /** Other engines. */
    public static Replay of(EngineLibrary engines) {
        return new Replay(engines);
    }

    /**
     * Lives what is left of a plan, and tells what was promised in all of it and what came of it. Killed at any moment, it goes
     * on where it was when it is called again, and leaves the same behind.
     *
     * @param folder where models, payloads, log and steps are kept
     * @throws java.util.concurrent.CancellationException if the listener ended it
     */
    public ReplaySummary run(ReplayPlan plan, ReplayTerms terms, Path folder, ReplayListener listener) {
        ReplayFolder kept = new ReplayFolder(folder);
        return new ReplayRun(terms, kept, new LivedSteps(engines, terms, kept)).run(plan, engines.ids(), listener);
    }
}
