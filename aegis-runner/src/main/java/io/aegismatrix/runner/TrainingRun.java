package io.aegismatrix.runner;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.features.FeatureSet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trains engines on two threads: the network beside the trees. The two share nothing but the immutable features, so the
 * result is the same as one after the other.
 */
final class TrainingRun {

    private static final List<List<EngineKind>> LANES =
            List.of(List.of(EngineKind.DIRECTION), List.of(EngineKind.SELLER, EngineKind.BUYER));

    private final RunContext context;
    private final Console console;

    TrainingRun(RunContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    /**
     * Trains engines and checks them.
     *
     * @return one bundle an engine, in the order of the engines
     * @throws CommandException with exit code 1 if a model came out unusable or a native library is missing
     */
    List<ModelBundle> train(FeatureSet history, TrainingSettings settings, Set<EngineKind> kinds) {
        NativeDefaults.apply();
        ExecutorService executor = Executors.newFixedThreadPool(
                LANES.size(),
                new ThreadFactoryBuilder()
                        .setNameFormat("train-%d")
                        .setDaemon(true)
                        .build());
        try (TrainingProgress progress = TrainingProgress.of(context, console)) {
            CompletionService<List<ModelBundle>> lanes = new ExecutorCompletionService<>(executor);
            int started = 0;
            for (List<EngineKind> lane : LANES) {
                List<EngineKind> wanted = lane.stream().filter(kinds::contains).toList();
                if (!wanted.isEmpty()) {
                    var unused = lanes.submit(() -> trainInTurn(wanted, history, settings, progress));
                    started++;
                }
            }
            return collect(lanes, started);
        } finally {
            executor.shutdownNow();
        }
    }

    /** Stores bundles and makes them the ones in use. */
    static void keep(List<ModelBundle> bundles, Path folder, Clock clock) {
        ModelStore store = ModelStore.directory(folder);
        try {
            bundles.forEach(bundle -> store.save(bundle, clock.instant()));
        } catch (ModelException e) {
            throw new CommandException(ExitCode.INTERNAL, "trained, but not all could be kept: " + e.getMessage(), e);
        }
    }

    private List<ModelBundle> trainInTurn(
            List<EngineKind> kinds, FeatureSet history, TrainingSettings settings, TrainingProgress progress) {
        List<ModelBundle> bundles = new ArrayList<>();
        for (EngineKind kind : kinds) {
            EngineTrainer trainer = context.engines().trainer(kind);
            ModelBundle bundle = trainer.train(history, settings, progress);
            TrainingGate.requireFinite(bundle);
            bundles.add(bundle);
        }
        return bundles;
    }

    private static List<ModelBundle> collect(CompletionService<List<ModelBundle>> lanes, int count) {
        List<ModelBundle> bundles = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                bundles.addAll(lanes.take().get());
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERNAL, "training was interrupted, nothing was kept", e);
        }
        bundles.sort(Comparator.comparing(bundle -> bundle.manifest().engine()));
        return bundles;
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof ModelException) {
            return new CommandException(
                    ExitCode.INTERNAL, "training failed, nothing was kept: " + cause.getMessage(), cause);
        }
        if (cause instanceof LinkageError) {
            return new CommandException(
                    ExitCode.INTERNAL,
                    "training needs a native library that cannot be loaded: " + cause + "; 'aegis doctor' says more",
                    cause);
        }
        Throwables.throwIfUnchecked(cause);
        return new IllegalStateException(cause);
    }
}
