package io.aegismatrix.runner.cli;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.gate.GateResult;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.Training;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.publish.SnapshotGates;
import io.aegismatrix.runner.report.GateTable;
import io.aegismatrix.runner.report.ScoreTable;
import io.aegismatrix.runner.train.TrainingGates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains engines on a market's history, tells how good they proved to be, and keeps them if they pass every gate. */
@Command(
        name = "train",
        description = "Trains the engines, prints their scores beside the baselines', keeps those that pass the gates.")
final class TrainCommand implements Runnable {

    private final AegisCommand aegis;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "Train only this engine: direction, seller or buyer. Repeatable. Default: all")
    private List<String> engines = new ArrayList<>();

    @Mixin
    private MarketFlags market = new MarketFlags();

    @Mixin
    private IndicesFlag indices = new IndicesFlag();

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    @Option(names = "--from", paramLabel = "DATE", description = "First session to train on. Default: all there is")
    private @Nullable String from;

    @Mixin
    private TrainingFlags training = new TrainingFlags();

    @Option(
            names = "--challenger",
            description = "Keep the engines as challengers, to be scored in shadow, instead of putting them in use.")
    private boolean challenger;

    @Mixin
    private WideFlag wide = new WideFlag();

    TrainCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        training.addTo(flags);
        market.addTo(flags);
        indices.addTo(flags);
        models.addTo(flags);
        aegis.forEachIndex(flags.map(), this::train);
    }

    private void train(Settings settings) {
        Set<EngineId> kinds = kinds();
        Optional<LocalDate> first = Optional.ofNullable(from).map(text -> aegis.day("--from", text));
        SourceOption source = settings.requireSource();
        Instant asOf = market.asOf(aegis);
        MarketRequest request = new MarketRequest(settings.underlying(), asOf, first);
        aegis.holdFolder(settings.models(), () -> {
            MarketSnapshot snapshot = aegis.journal()
                    .time(
                            "data",
                            () -> TrainingProgress.during(
                                    aegis.context(),
                                    aegis.console(),
                                    "reading the market",
                                    () -> source.source().snapshot(request)));
            train(settings, snapshot, kinds);
        });
    }

    private void train(Settings settings, MarketSnapshot snapshot, Set<EngineId> kinds) {
        SnapshotGates.requireComplete(snapshot, settings.quality());
        warnIfBehind(snapshot);
        FeatureSet history = aegis.journal()
                .time(
                        "features",
                        () -> TrainingProgress.during(
                                aegis.context(), aegis.console(), "computing features", () -> FeatureSet.of(snapshot)));
        List<ModelBundle> trained = aegis.journal().time("train", () -> train(history, settings, kinds));
        int width = wide.width(aegis.context());
        aegis.print(ScoreTable.of(trained, width), width);
        ModelStore store = ModelStore.directory(settings.models(), settings.modelsKeep());
        List<GateResult> gates = aegis.journal()
                .time(
                        "gates",
                        () -> training()
                                .judge(trained, history, store, aegis.clock().instant(), aegis.console()::warn));
        aegis.print(GateTable.of(gates, width), width);
        Training.Kept kept = aegis.journal()
                .time(
                        "keep",
                        () -> aegis.termination().undisturbed(() -> {
                            Instant now = aegis.clock().instant();
                            return challenger
                                    ? Training.challenge(trained, gates, store, now)
                                    : Training.keep(trained, gates, store, now);
                        }));
        if (!kept.promoted()) {
            String challengers = kept.challengers();
            aegis.console()
                    .progress(challengers.isEmpty() ? "no challenger was kept" : "kept as challengers: " + challengers);
            TrainingGates.requirePassed(gates, challengers);
        }
    }

    private List<ModelBundle> train(FeatureSet history, Settings settings, Set<EngineId> kinds) {
        try (TrainingProgress progress = TrainingProgress.of(aegis.context(), aegis.console(), "training")) {
            return training().train(history, settings.training(), kinds, progress);
        }
    }

    private Training training() {
        return Training.of(aegis.context().engines());
    }

    private Set<EngineId> kinds() {
        return EngineNames.parseAll(aegis.context().engines(), "--engine", engines);
    }

    private void warnIfBehind(MarketSnapshot snapshot) {
        snapshot.quality().anomalies().stream()
                .filter(anomaly -> anomaly.code().equals(AnomalyCode.DAILY_BEHIND.name()))
                .forEach(anomaly -> aegis.console().warn(anomaly.detail() + "; training on what there is"));
    }
}
