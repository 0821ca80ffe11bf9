package io.aegismatrix.benchmark;

import io.aegismatrix.direction.internal.EpochListener;
import io.aegismatrix.direction.internal.SequenceSettings;
import io.aegismatrix.direction.internal.SequenceTask;
import io.aegismatrix.direction.internal.SequenceTrainer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One epoch of the network on one thread: 1,100 sequences of 60 sessions and 26 features in batches of 32, forward and
 * back, and the validation of 165 more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TrainingBenchmark {

    private static final int SEQUENCES = 1_100;
    private static final int VALIDATION = 165;
    private static final int FEATURES = 26;
    private static final int OUTCOMES = 3;

    private SequenceTask training;
    private SequenceTask validation;
    private SequenceSettings settings;

    /** Draws features and outcomes. */
    @Setup
    public void draw() {
        SequenceSettings defaults = SequenceSettings.defaults(1);
        settings = defaults.withTraining(defaults.learningRate(), 1, 1);
        training = task(SEQUENCES, new SplittableRandom(1));
        validation = task(VALIDATION, new SplittableRandom(2));
    }

    private SequenceTask task(int sequences, SplittableRandom random) {
        float[][] rows = new float[sequences + settings.window() - 1][FEATURES];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
        int[][] classes = new int[sequences][settings.heads()];
        float[][] weights = new float[sequences][settings.heads()];
        for (int i = 0; i < sequences; i++) {
            for (int head = 0; head < settings.heads(); head++) {
                classes[i][head] = random.nextInt(OUTCOMES);
                weights[i][head] = 1;
            }
        }
        int[] ends = IntStream.range(settings.window() - 1, rows.length).toArray();
        return SequenceTask.of(rows, ends, classes, weights);
    }

    /** The epoch, with the network made and given back. */
    @Benchmark
    public byte[] epoch() {
        return SequenceTrainer.train(training, validation, settings, EpochListener.none())
                .weights();
    }
}
