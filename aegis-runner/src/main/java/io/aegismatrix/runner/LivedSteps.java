package io.aegismatrix.runner;

import com.google.common.collect.ImmutableSet;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.gate.GateResult;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.PayloadWriter;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.Evaluation;
import io.aegismatrix.runner.publish.LiveView;
import io.aegismatrix.runner.publish.SnapshotGates;
import io.aegismatrix.runner.replay.ReplayFolder;
import io.aegismatrix.runner.replay.ReplayStep;
import io.aegismatrix.runner.replay.ReplayTerms;
import io.aegismatrix.runner.replay.StepWork;
import io.aegismatrix.runner.train.TrainingGates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The steps of a replay, by the calls a schedule's commands make. */
final class LivedSteps implements StepWork {

    private final EngineLibrary engines;
    private final ReplayTerms terms;
    private final ReplayFolder folder;
    private final ModelStore models;

    LivedSteps(EngineLibrary engines, ReplayTerms terms, ReplayFolder folder) {
        this.engines = engines;
        this.terms = terms;
        this.folder = folder;
        this.models = ModelStore.directory(folder.models(), terms.modelsKeep());
    }

    @Override
    public Optional<Instant> live(ReplayStep step, PredictionLog log) {
        return switch (step.kind()) {
            case TRAIN -> {
                train(step);
                yield Optional.empty();
            }
            case INFER -> Optional.of(infer(step.at(), log));
            case SCORE -> {
                score(step.at(), log);
                yield Optional.empty();
            }
        };
    }

    private void train(ReplayStep step) {
        MarketSnapshot market = market(new MarketRequest(terms.underlying(), step.at(), step.trainedFrom()));
        SnapshotGates.requireComplete(market, terms.quality());
        FeatureSet history = FeatureSet.of(market);
        Training training = Training.of(engines);
        List<ModelBundle> trained = training.train(
                history, terms.training(), ImmutableSet.copyOf(step.engines()), ProgressListener.silent());
        List<GateResult> gates = training.judge(trained, history, models, step.at(), LivedSteps::unheard);
        Training.Kept kept = Training.keep(trained, gates, models, step.at());
        TrainingGates.requirePassed(gates, kept.challengers());
    }

    private Instant infer(Instant at, PredictionLog log) {
        MarketSnapshot market = market(FeatureSet.request(terms.underlying(), at));
        Evaluation found = Inference.open(models, engines)
                .degraded(terms.degraded())
                .demanding(terms.quality())
                .demanding(terms.expiry())
                .evaluation(market, at, PredictionLog.replayed(at))
                .with(LiveView.of(Optional.of(log), market, false));
        PayloadWriter.json(folder.payload()).write(found.payload());
        TrackRecord.in(log, engines).add(found, models, at, LivedSteps::unheard);
        return found.payload().asOf();
    }

    private void score(Instant at, PredictionLog log) {
        MarketSnapshot market = market(new MarketRequest(terms.underlying(), at, Optional.empty()));
        SnapshotGates.requireComplete(market, terms.quality());
        TrackRecord.in(log, engines).score(market, at);
    }

    private MarketSnapshot market(MarketRequest request) {
        return terms.market().source().snapshot(request);
    }

    /** Nobody wants to be told today of what was not quite right then. */
    private static void unheard(String warning) {}
}
