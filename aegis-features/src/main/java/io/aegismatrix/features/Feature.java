package io.aegismatrix.features;

import io.aegismatrix.data.TradingCalendar;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One entry of the feature catalogue: a scale-free, causal number a session.
 *
 * @param name lower snake case, in the field's terms
 * @param group what it speaks about
 * @param unit {@code log_return}, {@code annualized}, {@code fraction}, {@code z_score}, {@code sessions}, {@code flag} …
 * @param lookback sessions needed, the decision session included: the first row that can hold a value is
 *     {@code lookback - 1}
 * @param formula the formula in words and symbols, with its source
 * @param computation computes the column, one value a session of the history, NaN during warm-up
 * @param cumulative whether a value depends, however little, on every session since the first, as an exponential average
 *     does; otherwise on the {@code lookback} newest sessions alone
 */
public record Feature(
        String name,
        FeatureGroup group,
        String unit,
        int lookback,
        String formula,
        Computation computation,
        boolean cumulative) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** A feature of the newest {@code lookback} sessions alone. */
    public Feature(
            String name, FeatureGroup group, String unit, int lookback, String formula, Computation computation) {
        this(name, group, unit, lookback, formula, computation, false);
    }

    /** Computes a feature for every session of a history; the value at i may use sessions up to i only. */
    @FunctionalInterface
    public interface Computation {

        /**
         * One value a session of the workspace's history, NaN where the feature is not known.
         *
         * @param workspace the history, the calendar, and intermediates that features share
         */
        double[] compute(FeatureWorkspace workspace);
    }

    /** Validates name and lookback. */
    public Feature {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(formula, "formula");
        Objects.requireNonNull(computation, "computation");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("feature name must be lower snake case, was '" + name + "'");
        }
        if (lookback < 1) {
            throw new IllegalArgumentException(name + ": lookback must be at least 1, was " + lookback);
        }
    }

    /** The same feature, said to depend on every session since the first. */
    Feature fromTheFirstSession() {
        return new Feature(name, group, unit, lookback, formula, computation, true);
    }

    /**
     * Computes this feature alone.
     *
     * @return one value a session of the history
     * @throws IllegalArgumentException if a value is infinite
     */
    public double[] compute(MarketHistory history, TradingCalendar calendar) {
        return FeatureFrame.of(
                        FeatureSchema.of(FeatureCatalogue.VERSION, List.of(this)),
                        history.sessions(),
                        new double[][] {computation.compute(new FeatureWorkspace(history, calendar))})
                .column(name);
    }

    String definition() {
        return name + "|" + group + "|" + unit + "|" + lookback + "|" + formula;
    }
}
