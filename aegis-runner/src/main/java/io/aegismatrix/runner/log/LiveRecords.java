package io.aegismatrix.runner.log;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.metric.BlockBootstrap;
import io.aegismatrix.engine.metric.Share;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The rolling record of what was published, engine by engine: per forecast one entry a decision session, oldest first, the
 * newest {@link PredictionLog#WINDOW} of those known. Odds by distance are pooled, and have no parameter. Immutable.
 */
public final class LiveRecords {

    /** Neighbouring sessions resemble each other even where horizons do not overlap. */
    private static final int SHORTEST_BLOCK = 5;

    private final SortedMap<RecordKey, Series> series;
    private final Optional<Span> span;

    /**
     * Whose record it is, and of what.
     *
     * @param engine the engine that stated the forecasts
     * @param topic what they are of
     */
    public record RecordKey(EngineId engine, Topic<Target> topic) implements Comparable<RecordKey> {

        /** By what is forecast; the engine tells apart those that forecast the same. */
        @Override
        public int compareTo(RecordKey other) {
            int byTopic = topic.compareTo(other.topic);
            return byTopic != 0 ? byTopic : engine.id().compareTo(other.engine.id());
        }
    }

    /**
     * Sessions the records rest on.
     *
     * @param first first decision session with a known outcome
     * @param last last of them
     * @param sessions how many there are
     * @param replayed how many of them were written down by a run that looked back
     */
    public record Span(LocalDate first, LocalDate last, int sessions, int replayed) {}

    /**
     * A mean beside that of the simple forecast on the same sessions.
     *
     * @param value mean of the forecasts
     * @param baseline mean of the simple forecast
     * @param lower lower end of the value's 95 % interval
     * @param upper upper end of it
     * @param n sessions
     */
    public record Score(double value, double baseline, double lower, double upper, int n) {}

    /**
     * What one forecast of one session came to.
     *
     * @param loss its loss
     * @param baselineLoss that of the simple forecast; NaN where there is none
     * @param hit 1 or 0; NaN where the forecast is no class and no range
     * @param baselineHit the same of the simple forecast
     */
    record Tally(double loss, double baselineLoss, double hit, double baselineHit) {}

    /**
     * Entries of one forecast, oldest session first.
     *
     * @param metric name of the loss
     * @param entries one a session
     */
    record Series(String metric, List<Tally> entries) {

        Series {
            entries = List.copyOf(entries);
        }

        double[] values(ToDoubleFunction<Tally> value) {
            return entries.stream().mapToDouble(value).toArray();
        }

        /** The entries for which both forecasts have a value. */
        Series with(ToDoubleFunction<Tally> mine, ToDoubleFunction<Tally> others) {
            return new Series(
                    metric,
                    entries.stream()
                            .filter(entry -> !Double.isNaN(mine.applyAsDouble(entry) + others.applyAsDouble(entry)))
                            .toList());
        }
    }

    LiveRecords(SortedMap<RecordKey, Series> series, Optional<Span> span) {
        this.series = Collections.unmodifiableSortedMap(new TreeMap<>(series));
        this.span = span;
    }

    /** Records of nothing. */
    public static LiveRecords none() {
        return new LiveRecords(new TreeMap<>(), Optional.empty());
    }

    /** Sessions the records rest on; empty if no outcome is known. */
    public Optional<Span> span() {
        return span;
    }

    /** Everything there is a record of. */
    public List<RecordKey> keys() {
        return List.copyOf(series.keySet());
    }

    /** Name of the loss of a forecast. */
    public Optional<String> metric(RecordKey key) {
        return find(key).map(Series::metric);
    }

    /** How often ranges held, with the interval of every measured share; empty if none was resolved. */
    public Optional<Share> coverage(RecordKey range) {
        return find(range)
                .map(all -> all.values(Tally::hit))
                .filter(hits -> Arrays.stream(hits).noneMatch(Double::isNaN))
                .map(hits -> Share.of(hits, range.topic().horizon()));
    }

    /** Mean loss over the sessions on which the simple forecast has one too; empty if they are too few for an interval. */
    public Optional<Score> loss(RecordKey key) {
        return find(key).flatMap(all -> {
            Series both = all.with(Tally::loss, Tally::baselineLoss);
            double[] losses = both.values(Tally::loss);
            double[] interval = BlockBootstrap.meanInterval(
                    losses, Math.max(SHORTEST_BLOCK, key.topic().horizon()));
            return Double.isFinite(interval[0])
                    ? Optional.of(new Score(
                            mean(losses),
                            mean(both.values(Tally::baselineLoss)),
                            interval[0],
                            interval[1],
                            losses.length))
                    : Optional.empty();
        });
    }

    /** Share of sessions on which the likeliest class came true; empty if none is known. */
    public Optional<Score> hitRate(RecordKey key) {
        return find(key).flatMap(all -> {
            Series both = all.with(Tally::hit, Tally::baselineHit);
            if (both.entries().isEmpty()) {
                return Optional.empty();
            }
            Share share = Share.of(both.values(Tally::hit), key.topic().horizon());
            return Optional.of(new Score(
                    share.value(), mean(both.values(Tally::baselineHit)), share.lower(), share.upper(), share.n()));
        });
    }

    private Optional<Series> find(RecordKey key) {
        return Optional.ofNullable(series.get(key));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
