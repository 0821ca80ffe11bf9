package io.aegismatrix.features;

import io.aegismatrix.data.TradingCalendar;
import java.util.Objects;

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
 */
public record Feature(
        String name, FeatureGroup group, String unit, int lookback, String formula, Computation computation) {

    /** Computes a feature for every session of a history; the value at i may use sessions up to i only. */
    @FunctionalInterface
    public interface Computation {

        /**
         * One value a session.
         *
         * @param history daily columns
         * @param calendar the exchange's calendar, for features that count sessions to an expiry
         */
        double[] compute(MarketHistory history, TradingCalendar calendar);
    }

    /** Validates name and lookback. */
    public Feature {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(formula, "formula");
        Objects.requireNonNull(computation, "computation");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("feature name must be lower snake case, was '" + name + "'");
        }
        if (lookback < 1) {
            throw new IllegalArgumentException(name + ": lookback must be at least 1, was " + lookback);
        }
    }

    String definition() {
        return name + "|" + group + "|" + unit + "|" + lookback + "|" + formula;
    }
}
