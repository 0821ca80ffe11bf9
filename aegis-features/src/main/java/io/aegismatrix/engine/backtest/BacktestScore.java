package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.Skill;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How good one output was over a back-test.
 *
 * @param output name of the output and its parameter, such as {@code touch_either_probability 0.02}
 * @param horizon sessions ahead
 * @param metric name of the loss
 * @param baseline what it is compared with, on the same sessions
 * @param skill mean losses and the interval of the share saved
 * @param details further figures by name: AUC, coverage in all and by year, calibration error
 * @param reliability stated against observed, for yes-or-no probabilities; empty for others
 */
public record BacktestScore(
        String output,
        int horizon,
        String metric,
        String baseline,
        Skill skill,
        SortedMap<String, Double> details,
        List<Bin> reliability) {

    /**
     * Forecasts that said nearly the same.
     *
     * @param stated mean stated probability
     * @param observed share of outcomes that happened
     * @param n forecasts
     */
    public record Bin(double stated, double observed, int n) {}

    /** Copies the collections. */
    public BacktestScore {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        reliability = List.copyOf(reliability);
    }
}
