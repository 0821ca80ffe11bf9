package io.aegismatrix.runner;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.log.Scoring;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.Evaluation;
import io.aegismatrix.runner.publish.ForecastRecorder;
import io.aegismatrix.runner.publish.LiveView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was said, and what came of it: writes forecasts down as they are published, and fills in their outcomes as these
 * become known. What {@code infer} logs and {@code score} does. Any number of threads and processes may share a log.
 *
 * <pre>{@code
 * TrackRecord record = TrackRecord.in(PredictionLog.of(Path.of("predictions.db")));
 * record.add(inference.evaluation(market, now, "desk-42"), models, now, System.err::println);
 * Scoring scoring = record.score(market, now);
 * }</pre>
 *
 * <p>Every method throws {@link io.aegismatrix.runner.log.PredictionLogException} if the log cannot be read or written, or
 * is not whole.
 */
public final class TrackRecord {

    private final PredictionLog log;
    private final EngineLibrary engines;

    private TrackRecord(PredictionLog log, EngineLibrary engines) {
        this.log = log;
        this.engines = engines;
    }

    /** The record in a log, of the engines of this release. */
    public static TrackRecord in(PredictionLog log) {
        return in(log, EngineLibrary.shipped());
    }

    /** The same of other engines. */
    public static TrackRecord in(PredictionLog log, EngineLibrary engines) {
        return new TrackRecord(log, engines);
    }

    /**
     * Writes down what was published, and what the challengers of a store would have said.
     *
     * @param models where challengers are
     * @param at when it is written down
     * @param warnings told of a challenger that was not scored, and of forecasts whose horizons cannot be counted
     * @return how many forecasts there were; empty if none were written down, because the daily bar they would be counted from
     *     is missing and outcomes known before would score them
     */
    public Optional<Integer> add(Evaluation published, ModelStore models, Instant at, Consumer<String> warnings) {
        MarketSnapshot market = published.features().snapshot();
        LocalDate completed = market.calendar().lastCompletedSession(market.asOf());
        if (market.lastSession().isBefore(completed)) {
            warnings.accept("the forecasts were not logged: the daily bar of " + completed
                    + " is missing, so their horizons cannot be counted from it");
            return Optional.empty();
        }
        return Optional.of(new ForecastRecorder(engines, models, warnings).record(log, published, at));
    }

    /**
     * Compares what was said with what happened since, as far as a market knows it. Doing it again with the same market adds
     * nothing.
     */
    public Scoring score(MarketSnapshot market, Instant at) {
        return log.score(
                market.underlying().name(),
                market.synthetic(),
                MarketHistory.of(market.daily(), market.volatilityIndex()),
                at);
    }

    /** The rolling record of what was published, by what was known at the last close of a market: the table of {@code score}. */
    public List<LiveView.Line> lines(MarketSnapshot market) {
        return LiveView.of(Optional.of(log), market, false).lines();
    }
}
