package io.aegismatrix.runner.publish;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketNow;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.Today;
import io.aegismatrix.runner.log.ForecasterKind;
import io.aegismatrix.runner.log.Moment;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.log.PredictionLogException;
import io.aegismatrix.runner.log.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Writes down what was published, and beside it what the versions on probation would have said. Called after publishing:
 * nothing in here can keep a payload from its readers.
 */
public final class ForecastRecorder {

    private final EngineLibrary engines;
    private final ModelStore store;
    private final Consumer<String> warnings;

    /**
     * Makes a recorder.
     *
     * @param warnings told of a challenger that was not scored, and of a log that is gone
     */
    public ForecastRecorder(EngineLibrary engines, ModelStore store, Consumer<String> warnings) {
        this.engines = engines;
        this.store = store;
        this.warnings = warnings;
    }

    /**
     * Appends the forecasts to a log.
     *
     * @param at when they are written down
     * @return how many there were
     * @throws PredictionLogException if the log cannot be written
     */
    public int record(PredictionLog log, Evaluation inference, Instant at) {
        log.lost().ifPresent(known -> warnings.accept(LiveView.lost(known) + "; a new one begins, and notes that"));
        FeatureSet features = inference.features();
        List<Publication> publications = new ArrayList<>(published(inference));
        for (EngineId kind : engines.ids()) {
            shadow(kind, features).ifPresent(publications::add);
        }
        try {
            return log.append(
                    moment(features, inference),
                    publications,
                    inference.payload().runId(),
                    features.snapshot().asOf(),
                    at);
        } catch (PredictionLogException e) {
            throw new PredictionLogException(
                    "the payload was published, but its forecasts were not logged: " + e.getMessage(), e);
        }
    }

    private static Moment moment(FeatureSet features, Evaluation inference) {
        MarketSnapshot market = features.snapshot();
        MarketNow now = features.now();
        return new Moment(
                market.underlying().name(),
                market.synthetic(),
                newestDatum(inference.payload()),
                features.decisionSession(),
                features.history().close(features.decisionRow()),
                now.spot(),
                now.path().map(path -> OptionalDouble.of(path.high())).orElse(OptionalDouble.empty()),
                now.path().map(path -> OptionalDouble.of(path.low())).orElse(OptionalDouble.empty()));
    }

    /** In the morning the night's close abroad, which is newer than any price of the index: it is another moment than the evening. */
    private static Instant newestDatum(Payload payload) {
        return payload.direction()
                .today()
                .close()
                .find()
                .map(Today.Close::lastUpdate)
                .filter(payload.asOf()::isBefore)
                .orElse(payload.asOf());
    }

    private static List<Publication> published(Evaluation inference) {
        return inference
                .results()
                .all()
                .flatMap(result -> result
                        .bundle()
                        .map(bundle ->
                                publication(ForecasterKind.CHAMPION, bundle, result.forecasts(inference.features())))
                        .stream())
                .toList();
    }

    private static Publication publication(ForecasterKind kind, ModelBundle bundle, List<Forecast> forecasts) {
        return Publication.of(kind, bundle.manifest(), forecasts);
    }

    /** A version on probation that fails harms nobody but itself: that is told, and the run goes on. */
    private Optional<Publication> shadow(EngineId kind, FeatureSet features) {
        try {
            return engines.challenger(store, kind).map(bundle -> {
                bundle.requireSchema(features);
                return publication(
                        ForecasterKind.CHALLENGER, bundle, forecasts(engines.part(bundle), bundle, features));
            });
        } catch (ModelException | MarketDataException | IllegalArgumentException e) {
            warnings.accept("the challenger of " + kind.id() + " was not scored: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static <O> List<Forecast> forecasts(EnginePart<O> part, ModelBundle bundle, FeatureSet features) {
        return EngineResult.of(bundle, part.open().apply(bundle), features).forecasts(features);
    }
}
