package io.aegismatrix.runner;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.SellerOutlook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** From market data and trained engines to a payload: reads, checks, evaluates, assembles. Publishes nothing itself. */
final class InferenceRun {

    private final RunContext context;
    private final Console console;
    private final Settings settings;
    private final ModelStore store;
    private final StageTimings timings;

    InferenceRun(RunContext context, Console console, Settings settings) {
        this.context = context;
        this.console = console;
        this.settings = settings;
        this.store = ModelStore.directory(settings.models());
        this.timings = new StageTimings(context.clock());
    }

    /**
     * What one run found.
     *
     * @param payload what to publish
     * @param features the market it was made from
     * @param results what the engines had to say
     */
    record Inference(Payload payload, FeatureSet features, EngineResults results) {}

    /** The payload of the market as it was known at {@code asOf}. */
    Inference run(SourceOption source, Instant asOf) {
        ExecutorService executor = Executors.newFixedThreadPool(
                EngineKind.values().length + 1,
                new ThreadFactoryBuilder()
                        .setNameFormat("infer-%d")
                        .setDaemon(true)
                        .build());
        try {
            // Loading starts before the market data is read; what fails there is told first all the same.
            Bundles bundles = new Bundles(
                    executor.submit(() -> store.load(EngineKind.DIRECTION)),
                    executor.submit(() -> store.load(EngineKind.SELLER)),
                    executor.submit(() -> store.load(EngineKind.BUYER)));
            MarketSnapshot snapshot = timings.time("data", () -> snapshot(source, asOf));
            Future<LiveView> live = executor.submit(() -> LiveView.of(settings.log(), snapshot, !context.replay()));
            FeatureSet features = timings.time("features", () -> FeatureSet.forForecast(snapshot));
            EngineResults results = timings.time("engines", () -> evaluate(features, bundles, executor));
            Payload payload = timings.time(
                    "assemble",
                    () -> await(live)
                            .addTo(new PayloadAssembler(
                                            context.clock(), console.runId(), settings.expiry(), console::warn)
                                    .assemble(features, results)));
            return new Inference(payload.withTimings(timings.soFar()), features, results);
        } finally {
            executor.shutdownNow();
        }
    }

    /** The engines' models on their way from the store. */
    private record Bundles(Future<ModelBundle> direction, Future<ModelBundle> seller, Future<ModelBundle> buyer) {}

    private MarketSnapshot snapshot(SourceOption source, Instant asOf) {
        LocalDate firstIntraday = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minus(FeatureSet.INTRADAY_LOOKBACK);
        MarketSnapshot snapshot = source.source()
                .snapshot(new MarketRequest(settings.underlying(), asOf, Optional.empty())
                        .withIntradayFrom(firstIntraday));
        SnapshotGates.requireFresh(snapshot, settings.quality(), settings.degraded());
        SnapshotGates.requireComplete(snapshot, settings.quality());
        return snapshot;
    }

    private EngineResults evaluate(FeatureSet features, Bundles bundles, ExecutorService executor) {
        EngineLibrary engines = context.engines();
        Future<EngineResult<DirectionOutlook>> direction =
                executor.submit(() -> evaluate(features, bundles.direction(), engines::direction));
        Future<EngineResult<SellerOutlook>> seller =
                executor.submit(() -> evaluate(features, bundles.seller(), engines::seller));
        Future<EngineResult<BuyerOutlook>> buyer =
                executor.submit(() -> evaluate(features, bundles.buyer(), engines::buyer));
        return new EngineResults(
                outcome(EngineKind.DIRECTION, direction, DirectionOutlook::unavailable),
                outcome(EngineKind.SELLER, seller, SellerOutlook::unavailable),
                outcome(EngineKind.BUYER, buyer, BuyerOutlook::unavailable));
    }

    private <O> EngineResult<O> evaluate(
            FeatureSet features, Future<ModelBundle> loading, Function<ModelBundle, Engine<O>> engine) {
        ModelBundle bundle = await(loading);
        bundle.requireSchema(features);
        MarketSnapshot snapshot = features.snapshot();
        settings.expiry()
                .requireYoung(
                        bundle.manifest(),
                        snapshot.asOf().atZone(snapshot.calendar().zone()).toLocalDate());
        return EngineResult.of(bundle, engine.apply(bundle).evaluate(features));
    }

    private <O> EngineResult<O> outcome(
            EngineKind kind, Future<EngineResult<O>> running, Function<String, O> unavailable) {
        try {
            return await(running);
        } catch (ModelException | MarketDataException e) {
            if (!settings.degraded()) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage());
            console.warn(kind.id() + " outputs are unavailable: " + reason);
            return EngineResult.unavailable(reason, unavailable.apply(reason));
        }
    }

    private static <T> T await(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERNAL, "the run was interrupted, nothing was published", e);
        }
    }
}
