package io.aegismatrix.runner;

import com.google.common.base.Throwables;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelSource;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.EnginePart;
import io.aegismatrix.runner.publish.EngineResult;
import io.aegismatrix.runner.publish.EngineResults;
import io.aegismatrix.runner.publish.Evaluation;
import io.aegismatrix.runner.publish.LiveView;
import io.aegismatrix.runner.publish.MarketQuality;
import io.aegismatrix.runner.publish.ModelExpiry;
import io.aegismatrix.runner.publish.Opened;
import io.aegismatrix.runner.publish.PayloadAssembler;
import io.aegismatrix.runner.publish.SnapshotGates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From trained engines and a market to the payload that {@code infer} publishes. Opened once, asked as often as one likes:
 * immutable, thread-safe, without natives, files or a clock of its own.
 *
 * <pre>{@code
 * Inference inference = Inference.open(ModelSource.classpath());
 * Payload payload = inference.payload(market, clock.instant());
 * }</pre>
 */
public final class Inference {

    private final List<Opened<?>> engines;
    private final Terms terms;
    private volatile @Nullable FeatureSet newest;

    /** What is asked of market and models, and who hears of what is not quite right. */
    private record Terms(boolean degraded, MarketQuality quality, ModelExpiry expiry, Consumer<String> warnings) {}

    private Inference(List<Opened<?>> engines, Terms terms) {
        this.engines = engines;
        this.terms = terms;
    }

    /**
     * The engines in use of a source, with standard demands on data and models. One that cannot be opened is told by the
     * first payload.
     */
    public static Inference open(ModelSource models) {
        return open(models, EngineLibrary.shipped());
    }

    /** The same of other engines, such as the shipped ones {@linkplain EngineLibrary#with with one of your own}. */
    public static Inference open(ModelSource models, EngineLibrary engines) {
        return open(models, engines, Runnable::run);
    }

    /** The engines in use of a source, each opened by a task of its own. */
    public static Inference open(ModelSource models, EngineLibrary engines, Executor executor) {
        List<CompletableFuture<Opened<?>>> opening = engines.parts().stream()
                .map(part -> Inference.<Opened<?>>later(executor, () -> Opened.of(part, models)))
                .toList();
        return new Inference(
                opening.stream().<Opened<?>>map(Inference::now).toList(),
                new Terms(false, MarketQuality.STANDARD, ModelExpiry.STANDARD, warning -> {}));
    }

    /** The same, publishing although an engine fails, with that engine's outputs unavailable and the reason beside them. */
    public Inference degraded(boolean allowed) {
        return with(new Terms(allowed, terms.quality(), terms.expiry(), terms.warnings()));
    }

    /** The same with other demands on market data. */
    public Inference demanding(MarketQuality quality) {
        return with(new Terms(terms.degraded(), quality, terms.expiry(), terms.warnings()));
    }

    /** The same with another limit to the age of models. */
    public Inference demanding(ModelExpiry expiry) {
        return with(new Terms(terms.degraded(), terms.quality(), expiry, terms.warnings()));
    }

    /** The same with a listener for what a reader of the payload must know. Called by the thread that asks. */
    public Inference warning(Consumer<String> listener) {
        return with(new Terms(terms.degraded(), terms.quality(), terms.expiry(), listener));
    }

    private Inference with(Terms other) {
        return new Inference(engines, other);
    }

    /**
     * The payload of a market.
     *
     * @param market the market, in a state that may be published from
     * @param generatedAt the moment the payload says it was made at; run id and file times follow from it
     * @throws MarketDataException if the market is too old or has too many holes, or an input is missing
     * @throws ModelException if an engine cannot be opened or does not fit, unless {@linkplain #degraded allowed}
     * @throws PayloadException if a number breaks a rule of its record
     */
    public Payload payload(MarketSnapshot market, Instant generatedAt) {
        return evaluation(market, generatedAt, generatedAt + "-embedded").payload();
    }

    /**
     * The payload of a market and what it was made from, which is what a {@link TrackRecord} writes down.
     *
     * @param runId names the run in payload and log
     */
    public Evaluation evaluation(MarketSnapshot market, Instant generatedAt, String runId) {
        SnapshotGates.requireFit(market, terms.quality(), terms.degraded());
        FeatureSet features = features(market);
        EngineResults results = evaluate(features, Runnable::run);
        return new Evaluation(
                assemble(features, results, new PayloadAssembler.Stamp(generatedAt, runId)), features, results);
    }

    /** Most moments that are asked about are of the day of the one before. */
    private FeatureSet features(MarketSnapshot market) {
        FeatureSet last = newest;
        FeatureSet features = last == null ? FeatureSet.forForecast(market) : last.at(market);
        newest = features;
        return features;
    }

    /** {@link #payload} with the live records of a prediction log beside those of walk-forward. */
    public Payload payload(MarketSnapshot market, Instant generatedAt, PredictionLog log) {
        return LiveView.of(Optional.of(log), market, true).addTo(payload(market, generatedAt));
    }

    public Payload assemble(FeatureSet features, EngineResults results, PayloadAssembler.Stamp stamp) {
        return new PayloadAssembler(stamp, terms.expiry(), terms.warnings()).assemble(features, results);
    }

    /** What the engines have to say, each asked by a task of its own. */
    public EngineResults evaluate(FeatureSet features, Executor executor) {
        List<Asked<?>> asked = engines.stream()
                .<Asked<?>>map(engine -> ask(engine, features, executor))
                .toList();
        EngineResults results = EngineResults.none("not asked yet");
        for (Asked<?> one : asked) {
            results = add(results, one);
        }
        return results;
    }

    private record Asked<O>(EnginePart<O> part, CompletableFuture<EngineResult<O>> running) {}

    private <O> Asked<O> ask(Opened<O> engine, FeatureSet features, Executor executor) {
        return new Asked<>(engine.part(), later(executor, () -> engine.evaluate(features, terms.expiry())));
    }

    private <O> EngineResults add(EngineResults results, Asked<O> asked) {
        return asked.part().put().apply(results, outcome(asked));
    }

    private <O> EngineResult<O> outcome(Asked<O> asked) {
        try {
            return now(asked.running());
        } catch (ModelException | MarketDataException e) {
            if (!terms.degraded()) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage());
            terms.warnings().accept(asked.part().engine() + " outputs are unavailable: " + reason);
            return EngineResult.unavailable(reason, asked.part().unavailable().apply(reason));
        }
    }

    private static <T> CompletableFuture<T> later(Executor executor, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }

    /**
     * The result of a task, or what ended it, as the task itself threw it.
     *
     * @throws CancellationException if the thread that waits is interrupted
     */
    public static <T> T now(CompletableFuture<T> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted while waiting").initCause(e);
        }
    }
}
