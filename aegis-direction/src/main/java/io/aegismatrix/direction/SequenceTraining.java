package io.aegismatrix.direction;

import io.aegismatrix.direction.internal.DirectionTargets;
import io.aegismatrix.direction.internal.FittedNetworks;
import io.aegismatrix.direction.internal.SeedSpread;
import io.aegismatrix.direction.internal.SequenceEnsemble;
import io.aegismatrix.direction.internal.SequenceLesson;
import io.aegismatrix.direction.internal.SequenceSettings;
import io.aegismatrix.direction.internal.SequenceTable;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains the network that says which way, and finds out by horizon how far to trust it. Every walk-forward fold trains a
 * network and a scaler of its own on sequences whose longest outcome was known {@code embargo} sessions before its test
 * part; the final network learns from all of them.
 *
 * <p>The mean of the networks is calibrated on the newest sequences of each {@link SequenceLesson}. Trees and a line challenge it in the same folds;
 * {@link Stacking} says how far to trust each.
 */
final class SequenceTraining {

    /** Most folds: the network is the expensive part of training. */
    static final int MOST_FOLDS = 3;

    /** Refits of a back-test's other models between two trainings of the network, for the same reason. */
    static final int REFIT_FACTOR = 4;

    private static final int LONGEST = Horizons.DIRECTION.get(Horizons.DIRECTION.size() - 1);

    private final SequenceTable table;
    private final DirectionTargets targets;
    private final OddsRows odds;
    private final TrainingSettings settings;
    private final ProgressListener progress;
    private final int sessions;
    private final SeedSpread spread = new SeedSpread(SequenceLesson.NETWORKS, Horizons.DIRECTION.size());

    /**
     * What was learned.
     *
     * @param network the final networks
     * @param challengers the final trees and line of each head in which they have weight
     * @param verdicts how far to trust networks, trees and line, one a horizon
     * @param spread how far apart the networks of the folds were
     */
    record Result(
            FittedNetworks network,
            SortedMap<Integer, OddsModels> challengers,
            List<Stacking.Verdict> verdicts,
            SeedSpread spread) {

        /**
         * Shares of network, trees and line in what is published over a horizon. That of the network is what its
         * validation tail supports of it, times what walk-forward supports of that.
         */
        List<Double> weights(int head) {
            List<Double> weights = new ArrayList<>(verdicts.get(head).weights());
            weights.set(0, weights.get(0) * network.calibration().shares().get(head));
            return weights;
        }

        /** Share of all models together in what is published over a horizon. */
        double modelled(int head) {
            return weights(head).stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private SequenceTraining(
            FeatureSet history, VolatilityPath reach, TrainingSettings settings, ProgressListener progress) {
        this.table = SequenceTable.of(history.daily(), SequenceTable.FEATURES);
        this.targets = DirectionTargets.of(history.history());
        this.odds = new OddsRows(history, reach);
        this.settings = settings;
        this.progress = progress;
        this.sessions = history.history().size();
    }

    /**
     * Trains.
     *
     * @throws io.aegismatrix.data.MarketDataException if the history is too short
     * @throws ModelException if a class never occurs, or a loss or weight is not finite
     */
    static Result train(
            FeatureSet history, VolatilityPath reach, TrainingSettings settings, long seed, ProgressListener progress) {
        return new SequenceTraining(history, reach, settings, progress).run(new SplittableRandom(seed));
    }

    /**
     * Walks through a period, training the network anew every {@value #REFIT_FACTOR} refits of the period.
     *
     * @return verdicts on what would have been published, one a horizon
     * @throws io.aegismatrix.data.MarketDataException if the history is too short
     * @throws ModelException if a class never occurs, or a loss or weight is not finite
     */
    static List<Stacking.Verdict> backtest(
            FeatureSet history,
            VolatilityPath reach,
            BacktestPeriod period,
            TrainingSettings settings,
            long seed,
            ProgressListener progress) {
        SequenceTraining training = new SequenceTraining(history, reach, settings, progress);
        training.targets.requireAllClasses(SequenceEnsemble.MODEL);
        WalkForward plan = period.withRefitSessions(REFIT_FACTOR * period.refitSessions())
                .plan(history.history(), training.table.firstEnd(), settings.embargo());
        Course course = training.course(plan, new SplittableRandom(seed));
        return training.verdicts(course, training.learn(course.lessons()));
    }

    private Result run(SplittableRandom seeds) {
        targets.requireAllClasses(SequenceEnsemble.MODEL);
        WalkForward plan = WalkForward.inFolds(
                table.firstEnd(), sessions, Math.min(settings.folds(), MOST_FOLDS), settings.embargo());
        Course course = course(plan, seeds);
        // The longest lesson first, so that no thread is left alone with it at the end.
        List<SequenceLesson> lessons = new ArrayList<>();
        lessons.add(lesson(plan.firstSession(), sessions - 1, 1, new int[0], seeds.nextLong()));
        lessons.addAll(course.lessons());
        List<FittedNetworks> learned = learn(lessons);
        List<Stacking.Verdict> verdicts = verdicts(course, learned.subList(1, learned.size()));
        return new Result(learned.get(0), challengers(plan, verdicts, seeds.nextLong()), verdicts, spread);
    }

    private SortedMap<Integer, OddsModels> challengers(WalkForward plan, List<Stacking.Verdict> verdicts, long seed) {
        SortedMap<Integer, OddsModels> challengers = new TreeMap<>();
        for (int head = 0; head < verdicts.size(); head++) {
            if (verdicts.get(head).weights().stream().skip(1).anyMatch(weight -> weight > 0)) {
                int number = head;
                SupervisedRows rows = odds.training(targets, head, plan.firstSession(), sessions - 1);
                OddsModels.fit(rows, head, seed).ifPresent(models -> challengers.put(number, models));
            }
        }
        return challengers;
    }

    /** What is to be learned in the folds of a plan, and the seeds of the challengers there. */
    private record Course(WalkForward plan, List<SequenceLesson> lessons, List<Long> challengerSeeds) {}

    private Course course(WalkForward plan, SplittableRandom seeds) {
        List<SequenceLesson> lessons = new ArrayList<>();
        List<Long> challengerSeeds = new ArrayList<>();
        for (Fold fold : plan.folds()) {
            lessons.add(lesson(fold.firstSession(), knownBy(fold), LONGEST, testRows(fold), seeds.nextLong()));
            challengerSeeds.add(seeds.nextLong());
        }
        return new Course(plan, lessons, challengerSeeds);
    }

    private List<Stacking.Verdict> verdicts(Course course, List<FittedNetworks> learned) {
        List<Stacking> forecasts = Horizons.DIRECTION.stream()
                .map(h -> new Stacking(SequenceEnsemble.MODEL, 1 + OddsModels.COUNT))
                .toList();
        List<DirectionTargets.Running> rates = IntStream.range(0, Horizons.DIRECTION.size())
                .mapToObj(targets::running)
                .toList();
        for (Fold fold : course.plan().folds()) {
            List<Optional<OddsModels>> challengers = IntStream.range(0, Horizons.DIRECTION.size())
                    .mapToObj(head -> OddsModels.fit(
                            odds.training(targets, head, fold.firstSession(), knownBy(fold)),
                            head,
                            course.challengerSeeds().get(fold.number())))
                    .toList();
            forecast(fold, learned.get(fold.number()), challengers, forecasts, rates);
        }
        return judge(course.plan(), forecasts);
    }

    private SequenceLesson lesson(int firstRow, int knownBy, int shortest, int[] test, long seed) {
        return new SequenceLesson(table, targets, firstRow, knownBy, shortest, test, seed);
    }

    private static int knownBy(Fold fold) {
        return fold.testStart() - fold.embargo() - 1;
    }

    private int[] testRows(Fold fold) {
        return IntStream.range(fold.testStart(), fold.testEnd())
                .filter(table::ends)
                .toArray();
    }

    private List<Stacking.Verdict> judge(WalkForward plan, List<Stacking> forecasts) {
        List<Stacking.Verdict> verdicts = new ArrayList<>();
        for (int head = 0; head < forecasts.size(); head++) {
            List<Double> baseRates = targets.running(head).knownBy(sessions - 1);
            verdicts.add(forecasts.get(head).judge(plan, Horizons.DIRECTION.get(head), baseRates));
        }
        return verdicts;
    }

    private List<FittedNetworks> learn(List<SequenceLesson> lessons) {
        return SequenceLesson.learn(
                lessons,
                this::settings,
                settings.threads(),
                done -> progress.advanced(SequenceEnsemble.MODEL, done, lessons.size()));
    }

    private SequenceSettings settings(long seed) {
        SequenceSettings defaults = SequenceSettings.defaults(seed);
        return defaults.withTraining(defaults.learningRate(), settings.maximumEpochs(), defaults.patience());
    }

    private void forecast(
            Fold fold,
            FittedNetworks fitted,
            List<Optional<OddsModels>> challengers,
            List<Stacking> forecasts,
            List<DirectionTargets.Running> rates) {
        int[] rows = testRows(fold);
        double[][][][] each = fitted.said();
        double[][][] probabilities = SequenceEnsemble.mean(each);
        for (int i = 0; i < rows.length; i++) {
            for (int head = 0; head < forecasts.size(); head++) {
                int label = targets.label(rows[i], head, sessions - 1);
                measureSpread(each, i, head, label);
                List<Double> base = rates.get(head).knownBy(rows[i]);
                double[] network = fitted.calibration().apply(head, probabilities[i][head], base);
                double[][] said = OddsModels.beside(network, said(challengers.get(head), rows[i], head), base);
                int resolved = rows[i] + Horizons.DIRECTION.get(head);
                forecasts.get(head).add(fold.number(), label, rows[i], resolved, said, base);
            }
        }
    }

    private void measureSpread(double[][][][] each, int sequence, int head, int label) {
        if (label >= 0) {
            spread.add(
                    head,
                    Arrays.stream(each)
                            .mapToDouble(network -> network[sequence][head][label])
                            .toArray());
        }
    }

    /** What trees and line say at a row; empty where there are none, or an input is not known. */
    private Optional<double[][]> said(Optional<OddsModels> challengers, int row, int head) {
        return challengers.flatMap(
                models -> odds.find(row, Horizons.DIRECTION.get(head)).map(models::said));
    }
}
