package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.backtest.ForecastSeries;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.metric.BacktestOverfitting;
import io.aegismatrix.engine.metric.SharpeRatio;
import io.aegismatrix.features.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trading rules of many back-tests held against one another: every rule on every market, with every setting and seed, is a
 * trial, and the best of many looks good by luck alone. Not thread-safe.
 */
public final class TradingTrials {

    private final List<Trial> trials = new ArrayList<>();

    private record Trial(String market, String backtest, Track track) {}

    /** None yet. */
    public TradingTrials() {}

    /**
     * One rule in one back-test.
     *
     * @param market which market
     * @param backtest which back-test
     * @param rule name of the rule
     * @param sharpe annualised Sharpe ratio
     * @param deflated probability that its true ratio is above the best that luck would have found among all trials
     */
    public record Rule(String market, String backtest, String rule, double sharpe, double deflated) {}

    /**
     * What came of all.
     *
     * @param trials rules and comparators that were run on all markets
     * @param rules rules with a return every session, best first
     * @param overfitting over the rules of one market, by market; missing where fewer than two trade over the same sessions
     */
    public record Verdict(int trials, List<Rule> rules, SortedMap<String, BacktestOverfitting> overfitting) {}

    /** Runs the rules on one back-test's forecasts. */
    public void add(String market, String backtest, FeatureSet features, List<Prediction> predictions) {
        ForecastSeries forecasts = new ForecastSeries(predictions);
        if (TradingView.isLongEnough(forecasts)) {
            new TradingRules(new Market(features), forecasts)
                    .run(Optional.empty())
                    .forEach(entry -> trials.add(new Trial(market, backtest, entry.track())));
        }
    }

    /** What came of all that were added. */
    public Verdict verdict() {
        List<Trial> daily = trials.stream()
                .filter(trial -> trial.track().daily() && !trial.track().comparator())
                .toList();
        double variance =
                TradingView.varianceOfSharpes(daily.stream().map(Trial::track).toList());
        List<Rule> rules = new ArrayList<>();
        for (Trial trial : daily) {
            Track track = trial.track();
            double sharpe = Performance.sharpe(track.returns(), track);
            rules.add(new Rule(
                    trial.market(),
                    trial.backtest(),
                    track.name(),
                    sharpe,
                    Double.isFinite(sharpe) && track.returns().length >= TradingView.LEAST_PERIODS && sharpe != 0
                            ? SharpeRatio.of(track.returns()).deflated(trials.size(), variance / track.periodsPerYear())
                            : Double.NaN));
        }
        rules.sort((one, other) -> Double.compare(other.sharpe(), one.sharpe()));
        return new Verdict(trials.size(), List.copyOf(rules), overfitting());
    }

    private SortedMap<String, BacktestOverfitting> overfitting() {
        SortedMap<String, List<double[]>> byMarket = new TreeMap<>();
        for (Trial trial : trials) {
            if (trial.track().daily()) {
                byMarket.computeIfAbsent(trial.market(), key -> new ArrayList<>())
                        .add(trial.track().returns());
            }
        }
        SortedMap<String, BacktestOverfitting> overfitting = new TreeMap<>();
        byMarket.forEach((market, returns) -> {
            int periods = returns.get(0).length;
            boolean same = returns.size() > 1 && returns.stream().allMatch(one -> one.length == periods);
            if (same) {
                overfitting.put(
                        market,
                        BacktestOverfitting.of(returns.toArray(double[][]::new), BacktestOverfitting.DEFAULT_BLOCKS));
            }
        });
        return overfitting;
    }
}
