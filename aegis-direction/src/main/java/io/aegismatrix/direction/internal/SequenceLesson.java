package io.aegismatrix.direction.internal;

import com.google.common.collect.Lists;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.library.OptionalLibrary;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.score.SequenceNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * What {@value #NETWORKS} networks are to learn up to a session, and what they are asked afterwards. Each stops early on
 * the newest 15 % of the sequences, purged by the longest horizon, and keeps its best epoch. Immutable.
 */
public final class SequenceLesson {

    /**
     * Networks trained each time, alike but for their seed. Each learns from every third of the sequences, starting at
     * another one: neighbours share 59 of 60 sessions, so together they see all there is at the price of one.
     */
    public static final int NETWORKS = 3;

    /** Sequences above which every second session is used, for the same reason. */
    static final int MANY_SEQUENCES = 1_500;

    /** Least sequences the networks together are trained on. */
    static final int LEAST_SEQUENCES = 100;

    private static final List<OptionalLibrary> PYTORCH = List.of(
            new OptionalLibrary("ai.djl.engine.Engine", "ai.djl:api", "training the recurrent network"),
            new OptionalLibrary(
                    "ai.djl.pytorch.engine.PtEngine",
                    "ai.djl.pytorch:pytorch-engine",
                    "training the recurrent network"));
    private static final double VALIDATION_SHARE = 0.15;
    private static final int LONGEST = Horizons.DIRECTION.get(Horizons.DIRECTION.size() - 1);

    private final SequenceTable table;
    private final DirectionTargets targets;
    private final int knownBy;
    private final long seed;
    private final int[] training;
    private final int[] validation;
    private final int[] test;
    private final int stride;
    private final FeatureScaler scaler;
    private final float[][] rows;

    /**
     * A lesson.
     *
     * @param firstRow oldest row a sequence may end at
     * @param knownBy row at whose close the outcomes were known that are learned from
     * @param shortest sessions after which a sequence must have been resolved to be used; horizons not resolved by
     *     {@code knownBy} are masked
     * @param test rows to forecast from
     * @throws MarketDataException if there are too few sequences
     */
    public SequenceLesson(
            SequenceTable table,
            DirectionTargets targets,
            int firstRow,
            int knownBy,
            int shortest,
            int[] test,
            long seed) {
        this.table = table;
        this.targets = targets;
        this.knownBy = knownBy;
        this.seed = seed;
        this.test = test.clone();
        int[] usable = IntStream.rangeClosed(firstRow, knownBy - shortest)
                .filter(table::ends)
                .toArray();
        this.stride = usable.length > MANY_SEQUENCES ? 2 : 1;
        int tailStart = usable.length == 0 ? 0 : usable[(int) (usable.length * (1 - VALIDATION_SHARE))];
        this.training = every(stride, 0, usable, row -> row + LONGEST < tailStart);
        this.validation = every(stride, 0, usable, row -> row >= tailStart);
        if (training.length < LEAST_SEQUENCES) {
            throw new MarketDataException(SequenceEnsemble.MODEL + ": " + training.length
                    + " sequences to learn from, at least " + LEAST_SEQUENCES + " are needed; use a longer history");
        }
        this.scaler = FeatureScaler.fit(table, table.position(training[training.length - 1]));
        this.rows = scaler.standardize(table, 0, table.size());
    }

    private static int[] every(int stride, int first, int[] rows, IntPredicate wanted) {
        return IntStream.range(0, rows.length)
                .filter(i -> i % stride == first)
                .map(i -> rows[i])
                .filter(wanted)
                .toArray();
    }

    /** One network, and what it says after the sequences of the validation tail and of the test. */
    private static final class Learned {

        private final TrainedSequence network;
        private final double[][][] onValidation;
        private final double[][][] onTest;

        Learned(TrainedSequence network, double[][][] onValidation, double[][][] onTest) {
            this.network = network;
            this.onValidation = onValidation;
            this.onTest = onTest;
        }
    }

    /**
     * Trains the networks of all lessons side by side: they share nothing, and their seeds are drawn before.
     *
     * @param settings of a training with a seed
     * @param threads most networks at a time, {@link io.aegismatrix.engine.TrainingSettings#ALL_PROCESSORS} for one a processor
     * @param done told how many lessons' worth of networks are trained
     * @return what came of each lesson, in order
     */
    public static List<FittedNetworks> learn(
            List<SequenceLesson> lessons, LongFunction<SequenceSettings> settings, int threads, IntConsumer done) {
        List<SequenceLesson> longestFirst = lessons.stream()
                .sorted(Comparator.comparingInt((SequenceLesson lesson) -> -lesson.training.length))
                .toList();
        List<Callable<Learned>> work = new ArrayList<>();
        for (SequenceLesson lesson : longestFirst) {
            SplittableRandom seeds = new SplittableRandom(lesson.seed);
            for (int number = 0; number < NETWORKS; number++) {
                int share = number;
                SequenceSettings own = settings.apply(seeds.nextLong());
                work.add(() -> lesson.learn(share, own));
            }
        }
        List<List<Learned>> learned = Lists.partition(
                Parallel.all(work, threads, networks -> {
                    if (networks % NETWORKS == 0) {
                        done.accept(networks / NETWORKS);
                    }
                }),
                NETWORKS);
        return lessons.stream()
                .map(lesson -> lesson.fitted(learned.get(longestFirst.indexOf(lesson))))
                .toList();
    }

    private Learned learn(int number, SequenceSettings settings) {
        SequenceTask share = task(every(NETWORKS, number, training, row -> true));
        PYTORCH.forEach(library -> library.require(SequenceLesson.class));
        TrainedSequence trained = SequenceTrainer.train(share, task(validation), settings, EpochListener.none());
        SequenceNetwork network = SequenceNetwork.parse(trained.weights(), SequenceEnsemble.file(number));
        return new Learned(trained, said(network, validation), said(network, test));
    }

    private SequenceTask task(int[] wanted) {
        int[] ends = Arrays.stream(wanted).map(table::position).toArray();
        return SequenceTask.of(rows, ends, targets.classes(wanted, knownBy), targets.uniqueness(wanted, knownBy));
    }

    private double[][][] said(SequenceNetwork network, int[] wanted) {
        return network.probabilities(Arrays.stream(wanted)
                .mapToObj(row -> scaler.sequence(table, table.position(row)))
                .toList());
    }

    private FittedNetworks fitted(List<Learned> learned) {
        double[][][] said = SequenceEnsemble.mean(
                learned.stream().map(one -> one.onValidation).toArray(double[][][][]::new));
        return new FittedNetworks(
                learned.stream().map(one -> one.network).toList(),
                scaler,
                training.length,
                NETWORKS * stride,
                Calibration.fit(said, validation, targets, knownBy),
                learned.stream().map(one -> one.onTest).toArray(double[][][][]::new));
    }
}
