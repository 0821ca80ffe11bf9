package io.aegismatrix.runner.log;

import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.metric.LossComparison;
import java.time.LocalDate;
import java.util.List;
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
public record PairedLosses(EngineKind engine, String challenger, List<Pair> pairs) {

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
