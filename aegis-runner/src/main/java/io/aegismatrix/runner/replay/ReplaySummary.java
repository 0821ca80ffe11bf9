package io.aegismatrix.runner.replay;

import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.runner.log.LoggedForecast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a replay published, what held, and how that compares with what had been promised.
 *
 * @param results every step
 * @param ranges ranges by kind, horizon and level
 * @param skills odds, moves and volatilities by kind and horizon
 * @param missing blocks of payloads that had nothing to say
 */
public record ReplaySummary(
        List<StepResult> results, List<RangeRecord> ranges, List<SkillRecord> skills, List<Promises.Missing> missing) {

    /** Copies the lists. */
    public ReplaySummary {
        results = List.copyOf(results);
        ranges = List.copyOf(ranges);
        skills = List.copyOf(skills);
        missing = List.copyOf(missing);
    }

    /**
     * Compares.
     *
     * @param results every step
     * @param forecasts what was published first on each session
     * @param promises what stood beside it
     */
    public static ReplaySummary of(List<StepResult> results, List<LoggedForecast> forecasts, Promises promises) {
        Predicate<LoggedForecast> isRange = forecast -> forecast.target().form() == Target.Form.RANGE;
        List<RangeRecord> ranges = new ArrayList<>();
        grouped(
                        forecasts,
                        isRange,
                        range -> new Topic<>(
                                range.target(),
                                RangeRecord.horizon(range),
                                range.topic().parameter()))
                .forEach((key, group) -> ranges.add(RangeRecord.of(group, promises::coverage)));
        List<SkillRecord> skills = new ArrayList<>();
        grouped(forecasts, isRange.negate(), forecast -> Topic.of(forecast.target(), forecast.horizon()))
                .forEach((key, group) -> skills.add(SkillRecord.of(group, promises::score)));
        return new ReplaySummary(results, ranges, skills, promises.missing());
    }

    private static SortedMap<Topic<Target>, List<LoggedForecast>> grouped(
            List<LoggedForecast> forecasts,
            Predicate<LoggedForecast> wanted,
            Function<LoggedForecast, Topic<Target>> topic) {
        return forecasts.stream()
                .filter(wanted)
                .collect(Collectors.groupingBy(topic, TreeMap::new, Collectors.toList()));
    }

    /** Steps of a kind that did their work. */
    public int done(ReplayStep.Kind kind) {
        return (int) of(kind).filter(StepResult::done).count();
    }

    /** Steps of a kind. */
    public int count(ReplayStep.Kind kind) {
        return (int) of(kind).count();
    }

    private Stream<StepResult> of(ReplayStep.Kind kind) {
        return results.stream().filter(result -> result.kind() == kind);
    }

    /** Steps that did not do their work, by command and exit code, in the order they were first met. */
    public List<List<StepResult>> failures() {
        return List.copyOf(results.stream()
                .filter(result -> !result.done())
                .collect(Collectors.groupingBy(
                        result -> result.kind().command() + " " + result.exitCode(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values());
    }
}
