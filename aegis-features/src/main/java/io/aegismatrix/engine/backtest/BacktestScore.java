package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.ForecastTests;
import io.aegismatrix.engine.metric.Skill;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How good one output was over a back-test, beside one baseline.
 *
 * @param output name of the output and its parameter, such as {@code touch_either_probability 0.02}
 * @param horizon sessions ahead
 * @param metric name of the loss
 * @param baseline what it is compared with, on the same sessions
 * @param skill mean losses and the interval of the share saved
 * @param details further figures by name: AUC, coverage in all and by year, calibration error, tests
 * @param reliability stated against observed, for yes-or-no probabilities; empty for others
 */
public record BacktestScore(
        String output,
        int horizon,
        String metric,
        String baseline,
        Skill skill,
        SortedMap<String, Figure> details,
        List<Bin> reliability) {

    /** Name of the detail that tells whether the losses of forecast and baseline differ by more than luck. */
    public static final String DIEBOLD_MARIANO = "diebold_mariano_p";

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

    /** A further figure by name. */
    public Optional<Figure> find(String name) {
        return Optional.ofNullable(details.get(name));
    }

    /**
     * Compares losses in time order, and tests whether they differ.
     *
     * @param details what else is known of these forecasts
     */
    static BacktestScore of(
            String output,
            int horizon,
            String metric,
            String baseline,
            double[] losses,
            double[] baselineLosses,
            Figures details,
            List<Bin> reliability) {
        SortedMap<String, Figure> all = new TreeMap<>(details.byName());
        if (losses.length > horizon) {
            double p = ForecastTests.dieboldMariano(losses, baselineLosses, horizon)
                    .pValue();
            all.put(DIEBOLD_MARIANO, Figure.of(p));
        }
        Skill skill = Skill.of(losses, baselineLosses, horizon);
        return new BacktestScore(output, horizon, metric, baseline, skill, all, reliability);
    }

    static BacktestScore of(
            String output,
            int horizon,
            String metric,
            String baseline,
            double[] losses,
            double[] baselineLosses,
            Figures details) {
        return of(output, horizon, metric, baseline, losses, baselineLosses, details, List.of());
    }
}
