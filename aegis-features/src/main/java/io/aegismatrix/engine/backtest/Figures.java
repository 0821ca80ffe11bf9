package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.BlockBootstrap;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the figures of one score by name; what is not finite, such as the AUC of one class alone, is left out. */
final class Figures {

    private static final int SHORTEST_BLOCK = 5;

    private final int block;
    private final SortedMap<String, Figure> byName = new TreeMap<>();

    /**
     * Starts an empty collection.
     *
     * @param horizon sessions the outcomes overlap
     */
    Figures(int horizon) {
        this.block = Math.max(SHORTEST_BLOCK, horizon);
    }

    /** A number without an interval. */
    Figures put(String name, double value) {
        return put(name, value, new double[] {Double.NaN, Double.NaN});
    }

    Figures put(String name, double value, double[] interval) {
        if (Double.isFinite(value)) {
            byName.put(name, Figure.of(value, interval));
        }
        return this;
    }

    /** The mean of values in time order. */
    Figures putMean(String name, double[] values) {
        return put(name, mean(values), BlockBootstrap.meanInterval(values, block));
    }

    /** The mean of some against the mean of others, outcome by outcome. */
    Figures putRatio(String name, double[] values, double[] others) {
        return put(
                name,
                mean(values) / mean(others),
                BlockBootstrap.interval(
                        values.length, block, times -> weightedSum(values, times) / weightedSum(others, times)));
    }

    /** The mean of those values that belong, each entry of {@code member} being 1 or 0. */
    Figures putMeanOf(String name, double[] values, double[] member) {
        double[] chosen = new double[values.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = values[i] * member[i];
        }
        return putRatio(name, chosen, member);
    }

    private static double weightedSum(double[] values, int[] times) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
        }
        return sum;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    SortedMap<String, Figure> byName() {
        return Collections.unmodifiableSortedMap(byName);
    }
}
