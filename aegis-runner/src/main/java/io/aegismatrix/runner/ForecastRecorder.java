package io.aegismatrix.runner;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.backtest.Said;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketNow;
import io.aegismatrix.runner.log.ForecasterKind;
import io.aegismatrix.runner.log.Moment;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.log.PredictionLogException;
import io.aegismatrix.runner.log.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes down what was published, and beside it what the versions on probation would have said. Called after publishing:
 * nothing in here can keep a payload from its readers.
 */
final class ForecastRecorder {

    private final RunContext context;
    private final Console console;
    private final ModelStore store;

    ForecastRecorder(RunContext context, Console console, Settings settings) {
        this.context = context;
        this.console = console;
        this.store = ModelStore.directory(settings.models());
    }

    /** @throws CommandException with exit code 15 if the log cannot be written */
    void record(PredictionLog log, Inference.Found inference) {
        log.lost().ifPresent(known -> console.warn(LiveView.lost(known) + "; a new one begins, and notes that"));
        long before = context.clock().millis();
        FeatureSet features = inference.features();
        List<Publication> publications = new ArrayList<>(published(inference));
        for (EngineKind kind : EngineKind.values()) {
            shadow(kind, features).ifPresent(publications::add);
        }
        try {
            int added = log.append(
                    moment(features, inference),
                    publications,
                    inference.payload().runId(),
                    features.snapshot().asOf(),
                    context.clock().instant());
            long millis = Math.max(0, context.clock().millis() - before);
            console.progress("logged " + added + " forecasts in " + log.path() + " (" + millis + " ms)");
        } catch (PredictionLogException e) {
            throw new CommandException(
                    ExitCode.LOG, "the payload was published, but its forecasts were not logged: " + e.getMessage(), e);
        }
    }

    private static Moment moment(FeatureSet features, Inference.Found inference) {
        MarketSnapshot market = features.snapshot();
        MarketNow now = features.now();
        return new Moment(
                market.underlying().name(),
                market.synthetic(),
                inference.payload().asOf(),
                features.decisionSession(),
                features.history().close(features.decisionRow()),
                now.spot(),
                now.path().map(path -> OptionalDouble.of(path.high())).orElse(OptionalDouble.empty()),
                now.path().map(path -> OptionalDouble.of(path.low())).orElse(OptionalDouble.empty()));
    }

    private static List<Publication> published(Inference.Found inference) {
        FeatureSet features = inference.features();
        EngineResults results = inference.results();
        List<Publication> publications = new ArrayList<>();
        results.direction()
                .bundle()
                .ifPresent(bundle -> publications.add(champion(
                        bundle, StatedForecasts.of(features, inference.payload().direction()))));
        results.seller()
                .bundle()
                .ifPresent(bundle -> publications.add(champion(
                        bundle,
                        StatedForecasts.of(
                                inference.payload().seller(),
                                inference.payload().market().forecastVolatility()))));
        results.buyer()
                .bundle()
                .ifPresent(bundle -> publications.add(
                        champion(bundle, StatedForecasts.of(inference.payload().buyer()))));
        return publications;
    }

    private static Publication champion(ModelBundle bundle, List<Said> forecasts) {
        return Publication.of(ForecasterKind.CHAMPION, bundle.manifest(), forecasts);
    }

    /** A version on probation that fails harms nobody but itself: that is told, and the run goes on. */
    private Optional<Publication> shadow(EngineKind kind, FeatureSet features) {
        try {
            return context.engines().challenger(store, kind).map(bundle -> {
                bundle.requireSchema(features);
                return Publication.of(ForecasterKind.CHALLENGER, bundle.manifest(), evaluate(kind, bundle, features));
            });
        } catch (ModelException | MarketDataException | IllegalArgumentException e) {
            console.warn("the challenger of " + kind.id() + " was not scored: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<Said> evaluate(EngineKind kind, ModelBundle bundle, FeatureSet features) {
        return switch (kind) {
            case DIRECTION ->
                StatedForecasts.of(features, context.engines().direction(bundle).evaluate(features));
            case SELLER ->
                StatedForecasts.of(
                        context.engines().seller(bundle).evaluate(features),
                        MarketBlocks.of(features, Optional.of(PayloadAssembler.volatility(bundle)), "")
                                .forecastVolatility());
            case BUYER -> StatedForecasts.of(context.engines().buyer(bundle).evaluate(features));
        };
    }
}
