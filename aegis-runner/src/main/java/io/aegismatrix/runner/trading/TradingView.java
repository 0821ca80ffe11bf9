package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.backtest.ForecastSeries;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.metric.BacktestOverfitting;
import io.aegismatrix.engine.metric.SharpeRatio;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What simple rules on the forecasts of a back-test would have earned after costs. Honest if they lose.
 *
 * @param trainedFrom first session of the history: the models are trained on everything from here to each refit
 * @param testFrom first session that earned
 * @param testTo last session that earned
 * @param unlisted sessions decided on of which no expiry was known: nothing of the month could be traded
 * @param trials rules and comparators that were run: what the Sharpe ratios are deflated by
 * @param overfitting over the rules and comparators with a return every session
 * @param rules rules first, comparators after
 */
public record TradingView(
        LocalDate trainedFrom,
        LocalDate testFrom,
        LocalDate testTo,
        int unlisted,
        int trials,
        BacktestOverfitting overfitting,
        List<RuleResult> rules) {

    private static final int SESSIONS_A_POINT = 5;
    /** Fewer returns have no moments worth a probability. */
    static final int LEAST_PERIODS = 30;

    private static final int LEAST_SESSIONS = 4 * BacktestOverfitting.DEFAULT_BLOCKS;

    /** Copies the list. */
    public TradingView {
        rules = List.copyOf(rules);
    }

    /**
     * Trades on forecasts.
     *
     * @param features the market, at least to the last forecast
     * @param premiums premiums of listed options, where there are any
     * @return empty if no rule has its forecasts, or the test is shorter than three months
     */
    public static Optional<TradingView> of(
            FeatureSet features, List<Prediction> predictions, Optional<ListedPremiums> premiums) {
        Market market = new Market(features);
        ForecastSeries forecasts = new ForecastSeries(predictions);
        if (!isLongEnough(forecasts)) {
            return Optional.empty();
        }
        List<TradingRules.Entry> entries = new TradingRules(market, forecasts).run(premiums);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TradingView(
                features.history().session(0),
                features.history().session(forecasts.firstRow() + 1),
                features.history().session(forecasts.lastRow()),
                (int) IntStream.range(forecasts.firstRow(), forecasts.lastRow())
                        .filter(row -> market.monthlyExpiry(row).isEmpty())
                        .count(),
                entries.size(),
                overfitting(entries),
                judge(entries)));
    }

    /** Whether there is enough of a test to cut into blocks. */
    static boolean isLongEnough(ForecastSeries forecasts) {
        return forecasts.lastRow() - forecasts.firstRow() >= LEAST_SESSIONS;
    }

    private static BacktestOverfitting overfitting(List<TradingRules.Entry> entries) {
        double[][] returns = entries.stream()
                .map(TradingRules.Entry::track)
                .filter(Track::daily)
                .map(Track::returns)
                .toArray(double[][]::new);
        return BacktestOverfitting.of(returns, BacktestOverfitting.DEFAULT_BLOCKS);
    }

    private static List<RuleResult> judge(List<TradingRules.Entry> entries) {
        double variance = varianceOfTrials(entries);
        List<RuleResult> rules = new ArrayList<>();
        for (boolean comparators : new boolean[] {false, true}) {
            for (TradingRules.Entry entry : entries) {
                if (entry.track().comparator() == comparators) {
                    List<Comparison> comparisons = entry.against().stream()
                            .map(name -> Comparison.of(entry.track(), track(entries, name)))
                            .toList();
                    rules.add(result(entry.track(), comparisons, entries.size(), variance));
                }
            }
        }
        return rules;
    }

    private static Track track(List<TradingRules.Entry> entries, String name) {
        return entries.stream()
                .map(TradingRules.Entry::track)
                .filter(track -> track.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no record named " + name));
    }

    /**
     * Variance of the annualised Sharpe ratios among the rules with a return every session. The comparators count as
     * trials but not here: what is known to lose, such as buying straddles every day, would make luck look larger than it
     * is.
     */
    private static double varianceOfTrials(List<TradingRules.Entry> entries) {
        return varianceOfSharpes(entries.stream()
                .map(TradingRules.Entry::track)
                .filter(track -> track.daily() && !track.comparator())
                .toList());
    }

    /** Variance of annualised Sharpe ratios; 0 of fewer than two. */
    static double varianceOfSharpes(List<Track> tracks) {
        double[] ratios = tracks.stream()
                .mapToDouble(track -> Performance.sharpe(track.returns(), track))
                .toArray();
        if (ratios.length < 2) {
            return 0;
        }
        double mean = 0;
        for (double ratio : ratios) {
            mean += ratio / ratios.length;
        }
        double variance = 0;
        for (double ratio : ratios) {
            variance += (ratio - mean) * (ratio - mean) / (ratios.length - 1);
        }
        return variance;
    }

    private static RuleResult result(Track track, List<Comparison> comparisons, int trials, double variance) {
        Performance performance = Performance.of(track);
        double deflated = performance.annualVolatility() > 0 && performance.periods() >= LEAST_PERIODS
                ? SharpeRatio.of(track.returns()).deflated(trials, variance / track.periodsPerYear())
                : Double.NaN;
        return new RuleResult(
                track.name(),
                track.engine(),
                track.what(),
                track.comparator(),
                performance,
                deflated,
                comparisons,
                equity(track));
    }

    private static List<RuleResult.EquityPoint> equity(Track track) {
        double[] equity = Performance.equity(track.returns());
        int step = track.daily() ? SESSIONS_A_POINT : 1;
        List<RuleResult.EquityPoint> points = new ArrayList<>();
        for (int i = equity.length - 1; i >= 0; i -= step) {
            points.add(0, new RuleResult.EquityPoint(track.dates().get(i), equity[i]));
        }
        return points;
    }
}
