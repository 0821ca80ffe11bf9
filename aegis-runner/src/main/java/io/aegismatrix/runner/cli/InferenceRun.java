package io.aegismatrix.runner.cli;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.runner.Inference;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.process.StageTimings;
import io.aegismatrix.runner.publish.EngineResults;
import io.aegismatrix.runner.publish.Evaluation;
import io.aegismatrix.runner.publish.LiveView;
import io.aegismatrix.runner.publish.PayloadAssembler;
import io.aegismatrix.runner.publish.SnapshotGates;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One {@link Inference} of a command: reads the market while the engines are opened, and tells how long what took.
 * Publishes nothing itself.
 */
final class InferenceRun {

    private final RunContext context;
    private final Console console;
    private final Settings settings;
    private final StageTimings timings;

    InferenceRun(RunContext context, Console console, Settings settings) {
        this.context = context;
        this.console = console;
        this.settings = settings;
        this.timings = new StageTimings(context.clock());
    }

    /** The payload of the market as it was known at {@code asOf}. */
    Evaluation run(SourceOption source, Instant asOf) {
        ExecutorService executor = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
                .setNameFormat("infer-%d")
                .setDaemon(true)
                .build());
        try {
            // Opening starts before the market data is read; what fails there is told first all the same.
            CompletableFuture<Inference> opening = CompletableFuture.supplyAsync(() -> open(executor), executor);
            CompletableFuture<Void> schema = CompletableFuture.runAsync(PayloadJson::prepare, executor);
            MarketSnapshot market = timings.time("data", () -> snapshot(source, asOf));
            SnapshotGates.requireFit(market, settings.quality(), settings.degraded());
            CompletableFuture<LiveView> live =
                    CompletableFuture.supplyAsync(() -> LiveView.of(settings.log(), market, true), executor);
            FeatureSet features = timings.time("features", () -> FeatureSet.forForecast(market));
            Inference inference = Inference.now(opening);
            EngineResults results = timings.time("engines", () -> inference.evaluate(features, executor));
            Payload payload = timings.time(
                    "assemble",
                    () -> Inference.now(live)
                            .addTo(inference.assemble(
                                    features,
                                    results,
                                    new PayloadAssembler.Stamp(context.clock().instant(), console.runId()))));
            Inference.now(schema);
            return new Evaluation(payload.withTimings(timings.soFar()), features, results);
        } catch (CancellationException e) {
            throw new CommandException(ExitCode.INTERNAL, "the run was interrupted, nothing was published", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private Inference open(ExecutorService executor) {
        return Inference.open(ModelStore.directory(settings.models()), context.engines(), executor)
                .degraded(settings.degraded())
                .demanding(settings.quality())
                .demanding(settings.expiry())
                .warning(console::warn);
    }

    private MarketSnapshot snapshot(SourceOption source, Instant asOf) {
        return source.source().snapshot(FeatureSet.request(settings.underlying(), asOf));
    }
}
