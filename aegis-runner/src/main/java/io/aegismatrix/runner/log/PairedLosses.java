package io.aegismatrix.runner.log;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.gate.ShadowScore;
import io.aegismatrix.engine.metric.LossComparison;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a challenger lost beside what the version in use lost on the same market: the evidence a promotion rests on.
 *
 * @param engine the engine
 * @param challenger the challenger's version
 * @param pairs one entry a decision session and forecast, by session
 */
public record PairedLosses(EngineId engine, String challenger, List<Pair> pairs) {

    /**
     * Losses of one forecast of one decision session.
     *
     * @param session the decision session
     * @param target what was forecast
     * @param horizon sessions ahead
     * @param parameter level or distance; NaN where there is none
     * @param champion the version in use
     * @param championLoss its loss
     * @param challengerLoss the challenger's
     */
    public record Pair(
            LocalDate session,
            String target,
            int horizon,
            double parameter,
            String champion,
            double championLoss,
            double challengerLoss) {}

    /** Copies the list. */
    public PairedLosses {
        pairs = List.copyOf(pairs);
    }

    /** Decision sessions on which both were scored. */
    public int sessions() {
        return (int) pairs.stream().map(Pair::session).distinct().count();
    }

    /** Targets and horizons there are pairs of, such as {@code direction 5}. */
    public List<String> names() {
        return pairs.stream().map(PairedLosses::name).distinct().sorted().toList();
    }

    private static String name(Pair pair) {
        return pair.target() + " " + pair.horizon();
    }

    /**
     * Whether the challenger lost more than the version in use by more than luck explains; levels and distances of a
     * session are pooled. Empty if there are too few sessions to test.
     *
     * @param name one of {@link #names()}
     */
    public Optional<LossComparison> comparison(String name) {
        List<Pair> wanted =
                pairs.stream().filter(pair -> name(pair).equals(name)).toList();
        int horizon = wanted.stream().mapToInt(Pair::horizon).max().orElse(1);
        double[] challengers = bySession(wanted, Pair::challengerLoss);
        return LossComparison.testable(challengers.length, horizon)
                ? Optional.of(LossComparison.of(challengers, bySession(wanted, Pair::championLoss), horizon))
                : Optional.empty();
    }

    /**
     * The record against one champion as a promotion asks for it; levels and distances of a session are pooled.
     *
     * @param champion a version of the engine
     */
    public List<ShadowScore> against(String champion) {
        List<ShadowScore> scores = new ArrayList<>();
        Map<String, Map<LocalDate, List<Pair>>> byName = pairs.stream()
                .filter(pair -> pair.champion().equals(champion))
                .collect(groupingBy(
                        PairedLosses::name, TreeMap::new, groupingBy(Pair::session, TreeMap::new, toList())));
        byName.forEach((name, sessions) -> sessions.forEach((session, of) -> scores.add(new ShadowScore(
                name,
                session,
                of.get(0).horizon(),
                of.stream().collect(averagingDouble(Pair::championLoss)),
                of.stream().collect(averagingDouble(Pair::challengerLoss))))));
        return List.copyOf(scores);
    }

    private static double[] bySession(List<Pair> pairs, ToDoubleFunction<Pair> loss) {
        SortedMap<LocalDate, double[]> sums = new TreeMap<>();
        for (Pair pair : pairs) {
            double[] sum = sums.computeIfAbsent(pair.session(), key -> new double[2]);
            sum[0] += loss.applyAsDouble(pair);
            sum[1]++;
        }
        return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
    }
}
