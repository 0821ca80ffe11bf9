package io.aegismatrix.runner.replay;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.runner.log.LoggedForecast;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What became of the ranges of a kind.
 *
 * @param target {@code path_range} or {@code close_range}
 * @param horizon sessions ahead; {@value RangeRecord#TO_EXPIRY} for ranges to an expiry, which is never as far away
 * @param level nominal share that should hold
 * @param overlap sessions that neighbouring ranges overlap, on average
 * @param published ranges published
 * @param held share that held of those whose end is known; empty if none is
 * @param promised mean of the walk-forward shares that stood beside those whose end is known
 */
public record RangeRecord(
        Target target,
        int horizon,
        double level,
        int overlap,
        int published,
        Optional<Share> held,
        OptionalDouble promised) {

    /** Horizon of ranges to an expiry. */
    public static final int TO_EXPIRY = 0;

    /** The horizon under which a range is counted. */
    static int horizon(LoggedForecast range) {
        return Horizons.RANGE.contains(range.horizon()) ? range.horizon() : TO_EXPIRY;
    }

    /** @param promise the walk-forward share that stood beside a range */
    static RangeRecord of(List<LoggedForecast> ranges, Function<LoggedForecast, OptionalDouble> promise) {
        LoggedForecast any = ranges.get(0);
        int overlap = (int) Math.round(
                ranges.stream().mapToInt(LoggedForecast::horizon).average().orElseThrow());
        List<LoggedForecast> known =
                ranges.stream().filter(range -> range.outcome().isPresent()).toList();
        double[] hits = known.stream()
                .mapToDouble(range -> range.outcome().orElseThrow().hit().orElseThrow())
                .toArray();
        return new RangeRecord(
                any.target(),
                horizon(any),
                any.topic().parameter(),
                overlap,
                ranges.size(),
                hits.length == 0 ? Optional.empty() : Optional.of(Share.of(hits, overlap)),
                known.stream()
                        .map(promise)
                        .flatMapToDouble(OptionalDouble::stream)
                        .average());
    }

    /** How the share that held stands to the walk-forward promise. */
    public PromiseVerdict verdict() {
        return held.map(share -> verdict(promised, share)).orElse(PromiseVerdict.TOO_FEW);
    }

    private PromiseVerdict verdict(OptionalDouble promise, Share share) {
        return PromiseVerdict.of(promise, share.lower(), share.upper(), share.n(), overlap);
    }

    /** How it stands to the level that was asked for. */
    public PromiseVerdict againstLevel() {
        return held.map(share -> verdict(OptionalDouble.of(level), share)).orElse(PromiseVerdict.TOO_FEW);
    }
}
