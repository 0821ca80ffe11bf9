package io.aegismatrix.direction;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.direction.internal.EpochListener;
import io.aegismatrix.direction.internal.SequenceSettings;
import io.aegismatrix.direction.internal.SequenceTask;
import io.aegismatrix.direction.internal.SequenceTrainer;
import io.aegismatrix.direction.internal.TrainedSequence;
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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Trains the network that says which way, and finds out by horizon how far to trust it. Every walk-forward fold trains a
 * network and a scaler of its own on sequences whose longest outcome was known {@code embargo} sessions before its test
 * part; the final network learns from all of them.
 *
 * <p>Each training stops early on the newest 15 % of its sequences, purged by the longest horizon, and keeps its best
 * epoch; the mean of {@value #NETWORKS} networks is calibrated there. Trees and a line challenge it in the same folds; {@link Stacking} says how far to trust each.
 */
final class SequenceTraining {

    /** Name of the model. */
    static final String MODEL = "direction_seq";

    /** Most folds: the network is the expensive part of training. */
    static final int MOST_FOLDS = 3;

    /** Refits of a back-test's other models between two trainings of the network, for the same reason. */
    static final int REFIT_FACTOR = 4;

    /**
     * Networks trained each time, alike but for their seed. Each learns from every third of the sequences, starting at
     * another one: neighbours share 59 of 60 sessions, so together they see all there is at the price of one.
     */
    static final int NETWORKS = 3;

    /** Sequences above which every second session is used, for the same reason. */
    static final int MANY_SEQUENCES = 1_500;

    /** Least sequences the networks together are trained on. */
    static final int LEAST_SEQUENCES = 100;

    private static final double VALIDATION_SHARE = 0.15;
    private static final int LONGEST = Horizons.DIRECTION.get(Horizons.DIRECTION.size() - 1);

    private final SequenceTable table;
    private final DirectionTargets targets;
    private final OddsRows odds;
    private final TrainingSettings settings;
    private final ProgressListener progress;
    private final int sessions;
    private final SeedSpread spread = new SeedSpread(NETWORKS, Horizons.DIRECTION.size());

    /**
     * What was learned.
     *
     * @param network the final networks
     * @param challengers the final trees and line of each head in which they have weight
     * @param verdicts how far to trust networks, trees and line, one a horizon
     * @param spread how far apart the networks of the folds were
     */
    record Result(
            Fitted network,
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

    /**
     * Networks and how they were trained.
     *
     * @param trained the networks
     * @param scaler what their input is standardized with
     * @param sequences sequences they learned from, together
     * @param stride sessions between neighbouring sequences of one network
     * @param calibration how much of their mean the validation tail supports
     */
    record Fitted(
            List<TrainedSequence> trained, FeatureScaler scaler, int sequences, int stride, Calibration calibration) {

        Fitted {
            trained = List.copyOf(trained);
        }

        SequenceEnsemble ensemble() {
            return SequenceEnsemble.parse(
                    trained.stream().map(TrainedSequence::weights).toList());
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
        training.targets.requireAllClasses(MODEL);
        WalkForward plan = period.withRefitSessions(REFIT_FACTOR * period.refitSessions())
                .plan(history.history(), training.table.firstEnd(), settings.embargo());
        return training.walk(plan, plan.folds().size(), new SplittableRandom(seed));
    }

    private Result run(SplittableRandom seeds) {
        targets.requireAllClasses(MODEL);
        WalkForward plan = WalkForward.inFolds(
                table.firstEnd(), sessions, Math.min(settings.folds(), MOST_FOLDS), settings.embargo());
        int steps = plan.folds().size() + 1;
        List<Stacking.Verdict> verdicts = walk(plan, steps, seeds);
        Fitted last = fit(plan.firstSession(), sessions - 1, 1, seeds.nextLong());
        progress.advanced(MODEL, steps, steps);
        return new Result(last, challengers(plan, verdicts, seeds.nextLong()), verdicts, spread);
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

    private List<Stacking.Verdict> walk(WalkForward plan, int steps, SplittableRandom seeds) {
        List<Stacking> forecasts = Horizons.DIRECTION.stream()
                .map(h -> new Stacking(MODEL, 1 + OddsModels.COUNT))
                .toList();
        List<DirectionTargets.Running> rates = IntStream.range(0, Horizons.DIRECTION.size())
                .mapToObj(targets::running)
                .toList();
        for (Fold fold : plan.folds()) {
            int knownBy = fold.testStart() - fold.embargo() - 1;
            Fitted fitted = fit(fold.firstSession(), knownBy, LONGEST, seeds.nextLong());
            long challengerSeed = seeds.nextLong();
            List<Optional<OddsModels>> challengers = IntStream.range(0, Horizons.DIRECTION.size())
                    .mapToObj(head -> OddsModels.fit(
                            odds.training(targets, head, fold.firstSession(), knownBy), head, challengerSeed))
                    .toList();
            forecast(fold, fitted, challengers, forecasts, rates);
            progress.advanced(MODEL, fold.number() + 1, steps);
        }
        return judge(plan, forecasts);
    }

    private List<Stacking.Verdict> judge(WalkForward plan, List<Stacking> forecasts) {
        List<Stacking.Verdict> verdicts = new ArrayList<>();
        for (int head = 0; head < forecasts.size(); head++) {
            List<Double> baseRates = targets.running(head).knownBy(sessions - 1);
            verdicts.add(forecasts.get(head).judge(plan, Horizons.DIRECTION.get(head), baseRates));
        }
        return verdicts;
    }

    /**
     * Trains networks on outcomes known at the close of row {@code knownBy}.
     *
     * @param shortest sessions after which a sequence must have been resolved to be used; horizons not resolved by
     *     {@code knownBy} are masked
     */
    private Fitted fit(int firstRow, int knownBy, int shortest, long seed) {
        int[] usable = IntStream.rangeClosed(firstRow, knownBy - shortest)
                .filter(table::ends)
                .toArray();
        int stride = usable.length > MANY_SEQUENCES ? 2 : 1;
        int tailStart = usable[(int) (usable.length * (1 - VALIDATION_SHARE))];
        int[] training = every(stride, 0, usable, row -> row + LONGEST < tailStart);
        int[] validation = every(stride, 0, usable, row -> row >= tailStart);
        if (training.length < LEAST_SEQUENCES) {
            throw new MarketDataException(MODEL + ": " + training.length + " sequences to learn from, at least "
                    + LEAST_SEQUENCES + " are needed; use a longer history");
        }
        FeatureScaler scaler = FeatureScaler.fit(table, table.position(training[training.length - 1]));
        float[][] rows = scaler.standardize(table, 0, table.size());
        SequenceTask tail = task(rows, validation, knownBy);
        SplittableRandom seeds = new SplittableRandom(seed);
        List<TrainedSequence> trained = new ArrayList<>();
        for (int number = 0; number < NETWORKS; number++) {
            SequenceTask share = task(rows, every(NETWORKS, number, training, row -> true), knownBy);
            trained.add(SequenceTrainer.train(share, tail, settings(seeds.nextLong()), EpochListener.none()));
        }
        Fitted fitted = new Fitted(trained, scaler, training.length, NETWORKS * stride, new Calibration(List.of()));
        double[][][] said = SequenceEnsemble.mean(said(fitted, validation));
        return new Fitted(
                trained,
                scaler,
                training.length,
                NETWORKS * stride,
                Calibration.fit(said, validation, targets, knownBy));
    }

    private double[][][][] said(Fitted fitted, int[] rows) {
        return fitted.ensemble()
                .each(Arrays.stream(rows)
                        .mapToObj(row -> fitted.scaler().sequence(table, table.position(row)))
                        .toList());
    }

    private SequenceSettings settings(long seed) {
        SequenceSettings defaults = SequenceSettings.defaults(seed);
        return defaults.withTraining(defaults.learningRate(), settings.maximumEpochs(), defaults.patience());
    }

    private static int[] every(int stride, int first, int[] rows, IntPredicate wanted) {
        return IntStream.range(0, rows.length)
                .filter(i -> i % stride == first)
                .map(i -> rows[i])
                .filter(wanted)
                .toArray();
    }

    private SequenceTask task(float[][] standardized, int[] rows, int knownBy) {
        int[] ends = Arrays.stream(rows).map(table::position).toArray();
        return SequenceTask.of(standardized, ends, targets.classes(rows, knownBy), targets.uniqueness(rows, knownBy));
    }

    private void forecast(
            Fold fold,
            Fitted fitted,
            List<Optional<OddsModels>> challengers,
            List<Stacking> forecasts,
            List<DirectionTargets.Running> rates) {
        int[] rows = IntStream.range(fold.testStart(), fold.testEnd())
                .filter(table::ends)
                .toArray();
        double[][][][] each = said(fitted, rows);
        double[][][] probabilities = SequenceEnsemble.mean(each);
        for (int i = 0; i < rows.length; i++) {
            for (int head = 0; head < forecasts.size(); head++) {
                int label = targets.label(rows[i], head, sessions - 1);
                measureSpread(each, i, head, label);
                List<Double> base = rates.get(head).knownBy(rows[i]);
                List<List<Double>> said = new ArrayList<>();
                said.add(fitted.calibration().apply(head, probabilities[i][head], base));
                said.addAll(said(challengers.get(head), rows[i], head, base));
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

    /** What trees and line say at a row; the base rates where there are none, or an input is not known. */
    private List<List<Double>> said(Optional<OddsModels> challengers, int row, int head, List<Double> base) {
        return challengers
                .flatMap(models -> odds.find(row, Horizons.DIRECTION.get(head)).map(models::said))
                .orElse(Collections.nCopies(OddsModels.COUNT, base));
    }
}
