package io.aegismatrix.runner.sweep;

import com.google.common.collect.ImmutableSortedMap;
import io.aegismatrix.engine.backtest.BacktestScore;
import io.aegismatrix.engine.backtest.BacktestScores;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.backtest.PredictionTable;
import io.aegismatrix.engine.metric.MultipleTests;
import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepMarket;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.TaskReceipt;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.trading.TradingTrials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * What the finished tasks of a sweep say together. One back-test can be lucky; of many some must be: every claim of skill stands
 * beside how many chance alone would make, and is corrected for their number.
 *
 * @param claims every output of every engine on every market beside every baseline, seeds taken together
 * @param trials what trading rules earned, held against all that were tried
 * @param unfinished tasks that have no whole result yet
 * @param failed tasks whose market has no back-test, and why
 * @param processors kinds of processor that took part: on more than one kind equal bytes are not promised
 */
public record SweepCollection(
        List<Claim> claims,
        TradingTrials.Verdict trials,
        List<SweepTask> unfinished,
        SortedMap<String, String> failed,
        List<String> processors) {

    /** Share of false ones among all discoveries that is accepted. */
    public static final double FALSE_SHARE = 0.05;

    /** How often the lower end of a 95 % interval lies above 0 by luck. */
    private static final double BY_CHANCE = 0.025;

    /**
     * One output of one engine on one market beside one baseline.
     *
     * @param market which market
     * @param engine which engine
     * @param refitSessions how often models were trained anew
     * @param output the output and its parameter
     * @param horizon sessions ahead
     * @param metric the loss
     * @param baseline what it is compared with
     * @param seeds back-tests that differ by their seed only
     * @param skill mean share of the baseline's loss saved
     * @param spread standard deviation of that share over the seeds; 0 for one
     * @param above whether the 95 % interval of the middling seed lies above 0
     * @param pValue of its having no skill: that of the middling seed, one-sided
     * @param adjusted the p-value corrected for the number of claims
     */
    public record Claim(
            String market,
            String engine,
            int refitSessions,
            String output,
            int horizon,
            String metric,
            String baseline,
            int seeds,
            double skill,
            double spread,
            boolean above,
            double pValue,
            double adjusted) {

        /** Whether it is counted as found. */
        public boolean discovery() {
            return adjusted <= FALSE_SHARE;
        }

        private Claim withAdjusted(double value) {
            return new Claim(
                    market,
                    engine,
                    refitSessions,
                    output,
                    horizon,
                    metric,
                    baseline,
                    seeds,
                    skill,
                    spread,
                    above,
                    pValue,
                    value);
        }
    }

    /**
     * One output over all markets.
     *
     * @param output engine, output and horizon
     * @param claims how many claims there are
     * @param above those whose interval lies above 0
     * @param byChance how many would if there were no skill at all
     * @param discoveries those that stand after correction
     * @param skill mean over the claims
     * @param spread standard deviation over the claims; 0 for one
     */
    public record Breadth(
            String output, int claims, long above, double byChance, long discoveries, double skill, double spread) {}

    /** Copies the lists. */
    public SweepCollection {
        claims = List.copyOf(claims);
        unfinished = List.copyOf(unfinished);
        failed = ImmutableSortedMap.copyOf(failed);
        processors = List.copyOf(processors);
    }

    /** Scores what is finished. @throws IOException if a result or a market cannot be read */
    public static SweepCollection of(SweepPlan plan, ResultStore store) throws IOException {
        SortedMap<String, List<BacktestScore>> scores = new TreeMap<>();
        SortedMap<String, SweepTask> tasks = new TreeMap<>();
        TradingTrials trials = new TradingTrials();
        List<SweepTask> unfinished = new ArrayList<>();
        SortedMap<String, String> failed = new TreeMap<>();
        TreeSet<String> processors = new TreeSet<>();
        for (SweepTask task : plan.tasks()) {
            Optional<TaskReceipt> receipt = store.verify(task);
            if (receipt.isEmpty()) {
                unfinished.add(task);
                continue;
            }
            processors.add(receipt.get().cpu());
            if (!receipt.get().ok()) {
                failed.put(task.path(), receipt.get().reason());
                continue;
            }
            FeatureSet features = FeatureSet.of(SweepMarket.parse(store.market(task.input()), task.market()));
            List<Prediction> predictions = predictions(store, task, features);
            trials.add(task.market(), task.path(), features, predictions);
            for (BacktestScore score : BacktestScores.of(features, predictions)) {
                String claim = key(task, score);
                tasks.put(claim, task);
                scores.computeIfAbsent(claim, key -> new ArrayList<>()).add(score);
            }
        }
        return new SweepCollection(
                adjusted(claims(scores, tasks)), trials.verdict(), unfinished, failed, List.copyOf(processors));
    }

    private static List<Prediction> predictions(ResultStore store, SweepTask task, FeatureSet features)
            throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(store.data(task)))) {
            return PredictionTable.read(in, features.history(), task.path());
        }
    }

    /** All that tells claims apart; seeds do not. */
    private static String key(SweepTask task, BacktestScore score) {
        return String.join(
                "\t",
                task.engine().id(),
                score.output(),
                String.format(Locale.ROOT, "%03d", score.horizon()),
                score.baseline(),
                task.market(),
                task.period().toString(),
                score.metric());
    }

    private static List<Claim> claims(
            SortedMap<String, List<BacktestScore>> scores, SortedMap<String, SweepTask> tasks) {
        List<Claim> claims = new ArrayList<>();
        scores.forEach((key, seeds) -> claims.add(claim(Objects.requireNonNull(tasks.get(key)), seeds)));
        return claims;
    }

    private static Claim claim(SweepTask task, List<BacktestScore> seeds) {
        BacktestScore first = seeds.get(0);
        double[] skills =
                seeds.stream().mapToDouble(score -> score.skill().skill()).toArray();
        double[] tails =
                seeds.stream().mapToDouble(SweepCollection::pValue).sorted().toArray();
        double[] lower = seeds.stream()
                .mapToDouble(score -> score.skill().lower())
                .sorted()
                .toArray();
        return new Claim(
                task.market(),
                task.engine().id(),
                task.period().refitSessions(),
                first.output(),
                first.horizon(),
                first.metric(),
                first.baseline(),
                seeds.size(),
                mean(skills),
                deviation(skills),
                lower[(lower.length - 1) / 2] > 0,
                tails[tails.length / 2],
                Double.NaN);
    }

    /** One-sided, of having no skill. Where there were too few outcomes to test there is no claim to make. */
    private static double pValue(BacktestScore score) {
        return score.find(BacktestScore.DIEBOLD_MARIANO)
                .map(two -> score.skill().skill() > 0 ? two.value() / 2 : 1 - two.value() / 2)
                .filter(Double::isFinite)
                .orElse(1.0);
    }

    private static List<Claim> adjusted(List<Claim> claims) {
        List<Double> adjusted = MultipleTests.benjaminiHochberg(
                claims.stream().map(Claim::pValue).toList());
        List<Claim> corrected = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            corrected.add(claims.get(i).withAdjusted(adjusted.get(i)));
        }
        return corrected;
    }

    /** The claims by engine, output and horizon, in that order. */
    public List<Breadth> breadth() {
        SortedMap<String, List<Claim>> groups = new TreeMap<>();
        for (Claim claim : claims) {
            groups.computeIfAbsent(
                            claim.engine() + " " + claim.output() + " " + claim.horizon() + " " + claim.metric()
                                    + " against " + claim.baseline(),
                            key -> new ArrayList<>())
                    .add(claim);
        }
        List<Breadth> breadth = new ArrayList<>();
        groups.forEach((output, all) -> {
            double[] skills = all.stream().mapToDouble(Claim::skill).toArray();
            breadth.add(new Breadth(
                    output,
                    all.size(),
                    all.stream().filter(Claim::above).count(),
                    BY_CHANCE * all.size(),
                    all.stream().filter(Claim::discovery).count(),
                    mean(skills),
                    deviation(skills)));
        });
        return breadth;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double deviation(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1));
    }
}
