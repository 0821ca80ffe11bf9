package io.aegismatrix.runner.chains;

import io.aegismatrix.engine.metric.Skill;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Figures of chains with one outcome an expiry: the mean over its days. */
final class ByExpiry {

    /** Expiries of a month of weekly options: those that are listed at once and so live through the same days. */
    private static final int MONTH = 5;

    /** Months of expiries below which a bootstrap has too few blocks for its interval to be believed. */
    private static final int FEWEST_MONTHS = 10;

    private ByExpiry() {}

    /** The mean of a figure by expiry, expiries ascending. */
    static double[] means(List<ChainOutcome> outcomes, ToDoubleFunction<ChainOutcome> figure) {
        SortedMap<LocalDate, double[]> sums = new TreeMap<>();
        for (ChainOutcome outcome : outcomes) {
            double[] sum = sums.computeIfAbsent(outcome.expiry(), expiry -> new double[2]);
            sum[0] += figure.applyAsDouble(outcome);
            sum[1]++;
        }
        return means(sums.values());
    }

    private static double[] means(Collection<double[]> sums) {
        return sums.stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
    }

    static double mean(List<ChainOutcome> outcomes, ToDoubleFunction<ChainOutcome> figure) {
        double sum = 0;
        double[] means = means(outcomes, figure);
        for (double value : means) {
            sum += value;
        }
        return sum / means.length;
    }

    static int expiries(List<ChainOutcome> outcomes) {
        return (int) outcomes.stream().map(ChainOutcome::expiry).distinct().count();
    }

    /** One error beside another, on expiries; without an interval where there are too few of them. */
    static Skill skill(
            List<ChainOutcome> outcomes,
            ToDoubleFunction<ChainOutcome> error,
            ToDoubleFunction<ChainOutcome> baselineError) {
        Skill skill = Skill.of(means(outcomes, error), means(outcomes, baselineError), MONTH);
        return skill.n() >= MONTH * FEWEST_MONTHS
                ? skill
                : new Skill(skill.loss(), skill.baselineLoss(), Double.NaN, Double.NaN, skill.n());
    }
}
