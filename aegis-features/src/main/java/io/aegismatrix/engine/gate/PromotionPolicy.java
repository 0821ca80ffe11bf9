package io.aegismatrix.engine.gate;

import io.aegismatrix.engine.metric.BlockBootstrap;
import io.aegismatrix.engine.metric.LossComparison;
import io.aegismatrix.engine.metric.MultipleTests;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a challenger that was scored in shadow may take the champion's place: both were scored on at least
 * {@value #LEAST_SESSIONS} sessions, and the challenger lost no more beyond sampling error, neither on one output nor
 * over all of them.
 *
 * <ul>
 *   <li>One output: Diebold and Mariano, HAC, one-sided, p-values adjusted for the number of outputs (Holm), against
 *       {@value ModelGates#LEVEL}. An output with too few outcomes for its overlap does not count.
 *   <li>All of them: the mean over sessions of (challenger − champion) / champion's mean loss, averaged over the
 *       outputs; its 95 % block-bootstrap interval must not lie above 0. It catches a challenger that is a little worse
 *       everywhere.
 * </ul>
 *
 * <p>Being better is not demanded: the newer training has seen more, and on 60 sessions hardly any real gain is
 * significant.
 */
public final class PromotionPolicy {

    /** Least sessions on which both must have been scored. */
    public static final int LEAST_SESSIONS = 60;

    private static final int SHORTEST_BLOCK = 5;

    private PromotionPolicy() {}

    /** Judges a challenger by what both versions lost, in any order; no two scores of one output and session. */
    public static PromotionVerdict judge(Collection<ShadowScore> scores) {
        SortedMap<String, Pairs> outputs = byOutput(scores);
        int sessions =
                (int) scores.stream().map(ShadowScore::session).distinct().count();
        if (sessions < LEAST_SESSIONS) {
            return new PromotionVerdict(
                    false,
                    sessions,
                    List.of(sessions + " sessions scored, at least " + LEAST_SESSIONS + " are needed"));
        }
        outputs.values().removeIf(pairs -> !pairs.testable());
        if (outputs.isEmpty()) {
            return new PromotionVerdict(
                    false,
                    sessions,
                    List.of("no output was scored on " + LEAST_SESSIONS
                            + " sessions and often enough for its overlap"));
        }
        return verdict(sessions, outputs);
    }

    private static SortedMap<String, Pairs> byOutput(Collection<ShadowScore> scores) {
        SortedMap<String, Pairs> outputs = new TreeMap<>();
        for (ShadowScore score : scores) {
            outputs.computeIfAbsent(score.output(), name -> new Pairs(name, score.horizon()))
                    .add(score);
        }
        return outputs;
    }

    private static PromotionVerdict verdict(int sessions, SortedMap<String, Pairs> outputs) {
        List<Pairs> counted = List.copyOf(outputs.values());
        List<LossComparison> comparisons =
                counted.stream().map(Pairs::comparison).toList();
        List<Double> adjusted = MultipleTests.holm(
                comparisons.stream().map(LossComparison::pValue).toList());
        List<String> worse = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            if (adjusted.get(i) < ModelGates.LEVEL) {
                worse.add(describe(counted.get(i).output, comparisons.get(i), adjusted.get(i)));
            }
        }
        Overall overall = Overall.of(counted);
        if (overall.lower > 0) {
            worse.add("over all outputs it lost more: " + overall.describe());
        }
        return worse.isEmpty()
                ? new PromotionVerdict(
                        true,
                        sessions,
                        List.of("not worse on " + sessions + " scored sessions, " + counted.size() + " outputs: "
                                + overall.describe()))
                : new PromotionVerdict(false, sessions, worse);
    }

    private static String describe(String output, LossComparison comparison, double adjusted) {
        return String.format(
                Locale.ROOT,
                "%s: loss %.5f, the champion's %.5f, n %d, adjusted p %.3f",
                output,
                comparison.loss(),
                comparison.otherLoss(),
                comparison.n(),
                adjusted);
    }

    /** What both lost on one output, by session. */
    private static final class Pairs {

        private final String output;
        private final int horizon;
        private final SortedMap<LocalDate, ShadowScore> bySession = new TreeMap<>();

        Pairs(String output, int horizon) {
            this.output = output;
            this.horizon = horizon;
        }

        void add(ShadowScore score) {
            if (score.horizon() != horizon) {
                throw new IllegalArgumentException(output + " on " + score.session() + ": expected horizon " + horizon
                        + " as elsewhere, was " + score.horizon());
            }
            if (bySession.put(score.session(), score) != null) {
                throw new IllegalArgumentException(output + " was scored twice on " + score.session());
            }
        }

        boolean testable() {
            return bySession.size() >= LEAST_SESSIONS && LossComparison.testable(bySession.size(), horizon);
        }

        LossComparison comparison() {
            return LossComparison.of(
                    bySession.values().stream()
                            .mapToDouble(ShadowScore::challengerLoss)
                            .toArray(),
                    bySession.values().stream()
                            .mapToDouble(ShadowScore::championLoss)
                            .toArray(),
                    horizon);
        }

        double championMean() {
            return bySession.values().stream()
                    .mapToDouble(ShadowScore::championLoss)
                    .average()
                    .orElseThrow();
        }
    }

    /** How much more the challenger lost over all outputs, as a share of the champion's loss, with its interval. */
    private record Overall(double mean, double lower, double upper) {

        static Overall of(List<Pairs> outputs) {
            SortedMap<LocalDate, List<Double>> bySession = new TreeMap<>();
            int longest = SHORTEST_BLOCK;
            for (Pairs pairs : outputs) {
                longest = Math.max(longest, pairs.horizon);
                double scale = Math.abs(pairs.championMean());
                double unit = scale == 0 ? 1 : scale;
                pairs.bySession.forEach((session, score) -> bySession
                        .computeIfAbsent(session, any -> new ArrayList<>())
                        .add((score.challengerLoss() - score.championLoss()) / unit));
            }
            double[] means = bySession.values().stream()
                    .mapToDouble(all -> all.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow())
                    .toArray();
            double[] interval = BlockBootstrap.meanInterval(means, longest);
            double sum = 0;
            for (double value : means) {
                sum += value;
            }
            return new Overall(sum / means.length, interval[0], interval[1]);
        }

        String describe() {
            return String.format(
                    Locale.ROOT,
                    "%+.2f %% of the champion's loss, 95 %% interval [%+.2f, %+.2f]",
                    100 * mean,
                    100 * lower,
                    100 * upper);
        }
    }
}
