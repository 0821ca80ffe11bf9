package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.SequenceNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SequenceTrainerTest {

    private static final String WHAT = "direction_seq (test)";
    private static final int WINDOW = 8;
    private static final int FEATURES = 5;
    private static final int HEADS = 2;

    private static final SequenceSettings SMALL =
            SequenceSettings.defaults(42).withNetwork(WINDOW, 12, 8, HEADS).withTraining(5e-3, 3, 3);

    @Test
    void plain_java_gives_pytorchs_own_probabilities() {
        byte[] weights = train(planted(96, 1), planted(32, 2), SMALL).weights();

        assertSameProbabilities(weights, randomSequences(1_000, WINDOW, FEATURES), 1e-6);
    }

    @Test
    void plain_java_gives_pytorchs_own_probabilities_at_full_size() {
        assertSameProbabilities(trainedAtFullSize(32), randomSequences(50, 60, 30), 1e-5);
    }

    @Test
    @Tag("slow")
    void plain_java_gives_pytorchs_own_probabilities_for_a_thousand_sequences_at_full_size() {
        assertSameProbabilities(trainedAtFullSize(640), randomSequences(1_000, 60, 30), 1e-5);
    }

    private static byte[] trainedAtFullSize(int samples) {
        SequenceSettings settings = SequenceSettings.defaults(7).withTraining(1e-3, 1, 1);
        return train(random(samples, 60, 30, 6, 1), random(32, 60, 30, 6, 2), settings)
                .weights();
    }

    private static void assertSameProbabilities(byte[] weights, float[][][] sequences, double tolerance) {
        SequenceNetwork network = SequenceNetwork.parse(weights, WHAT);
        float[][][] expected = SequenceTrainer.torchProbabilities(weights, sequences);

        double largest = 0;
        for (int i = 0; i < sequences.length; i++) {
            double[][] actual = network.probabilities(sequences[i]);
            for (int head = 0; head < actual.length; head++) {
                for (int outcome = 0; outcome < SequenceNetwork.OUTCOMES; outcome++) {
                    largest = Math.max(largest, Math.abs(actual[head][outcome] - expected[i][head][outcome]));
                }
            }
        }
        assertThat(largest).isPositive().isLessThan(tolerance);
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_others() {
        byte[] first = train(planted(64, 1), planted(32, 2), SMALL).weights();
        byte[] second = train(planted(64, 1), planted(32, 2), SMALL).weights();
        byte[] other = train(planted(64, 1), planted(32, 2), SMALL.withSeed(43)).weights();

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void trainings_started_together_take_turns_and_give_the_same_bytes_as_alone() {
        byte[] alone = train(planted(64, 1), planted(32, 2), SMALL).weights();

        List<CompletableFuture<byte[]>> together = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            together.add(CompletableFuture.supplyAsync(
                    () -> train(planted(64, 1), planted(32, 2), SMALL).weights()));
        }

        assertThat(together).allSatisfy(training -> assertThat(training.join()).isEqualTo(alone));
    }

    @Test
    void learns_what_the_last_sessions_say_about_each_head() {
        TrainedSequence trained = train(planted(600, 1), planted(200, 2), SMALL.withTraining(1e-2, 20, 20));
        SequenceNetwork network = SequenceNetwork.parse(trained.weights(), WHAT);
        Sample unseen = plantedSample(300, 3);

        for (int head = 0; head < HEADS; head++) {
            int right = 0;
            for (int i = 0; i < unseen.ends.length; i++) {
                double[] probabilities = network.probabilities(unseen.sequence(i, WINDOW))[head];
                right += likeliest(probabilities) == unseen.classes[i][head] ? 1 : 0;
            }
            assertThat(right / (double) unseen.ends.length).isGreaterThan(0.8);
        }
    }

    @Test
    void stops_when_patience_runs_out_and_gives_back_the_best_weights() {
        Sample validation = randomSample(60, WINDOW, FEATURES, HEADS, 2);
        List<EpochLoss> heard = new ArrayList<>();
        TrainedSequence trained = SequenceTrainer.train(
                random(60, WINDOW, FEATURES, HEADS, 1), validation.task(), SMALL.withTraining(3e-2, 40, 4), heard::add);

        double lowest = trained.epochs().stream()
                .mapToDouble(EpochLoss::validation)
                .min()
                .orElseThrow();
        assertThat(trained.epochs()).isEqualTo(heard).hasSize(trained.bestEpoch() + 4);
        assertThat(trained.bestValidationLoss()).isEqualTo(lowest);
        assertThat(trained.epochs().get(heard.size() - 1).validation()).isGreaterThan(lowest + 1e-3);
        assertThat(loss(trained.weights(), validation)).isCloseTo(lowest, within(1e-5));
    }

    @Test
    void samples_without_a_known_class_or_weight_teach_nothing() {
        Sample known = plantedSample(64, 1);
        Sample more = plantedSample(80, 1);
        for (int i = 64; i < 80; i++) {
            if (i % 2 == 0) {
                Arrays.fill(more.classes[i], -1);
            } else {
                Arrays.fill(more.weights[i], 0);
            }
        }
        SequenceTask withUnknown = SequenceTask.of(more.rows, more.ends, more.classes, more.weights);

        assertThat(train(withUnknown, planted(32, 2), SMALL).weights())
                .isEqualTo(train(known.task(), planted(32, 2), SMALL).weights());
    }

    @Test
    void a_head_nobody_knows_keeps_its_initial_weights() {
        Sample sample = plantedSample(64, 1);
        for (int[] classes : sample.classes) {
            classes[1] = -1;
        }
        float[] afterOne = secondHead(train(sample.task(), planted(32, 2), SMALL.withTraining(5e-3, 1, 1)));
        float[] afterMore = secondHead(train(sample.task(), planted(32, 2), SMALL));
        float[] known = secondHead(train(planted(64, 1), planted(32, 2), SMALL));

        assertThat(afterMore).isEqualTo(afterOne).isNotEqualTo(known);
    }

    private static float[] secondHead(TrainedSequence trained) {
        return Arrays.copyOfRange(SafeTensors.parse(trained.weights(), WHAT).floats("heads.bias"), 3, 6);
    }

    @Test
    void training_leaves_no_array_behind() {
        train(planted(64, 1), planted(32, 2), SMALL);
        int before = arrays();
        train(planted(64, 1), planted(32, 2), SMALL);

        assertThat(arrays()).isEqualTo(before);
    }

    private static int arrays() {
        try (NDManager manager = SequenceTrainer.pytorch().newBaseManager()) {
            return manager.getParentManager().getManagedArrays().size();
        }
    }

    @Test
    void the_file_says_which_window_it_was_trained_on_and_carries_pytorchs_names() {
        SafeTensors tensors =
                SafeTensors.parse(train(planted(64, 1), planted(32, 2), SMALL).weights(), WHAT);

        assertThat(tensors.metadata()).containsEntry("window", "8").containsEntry("format", "pt");
        assertThat(tensors.shape("lstm.weight_ih_l0")).containsExactly(48, FEATURES);
        assertThat(tensors.shape("lstm.weight_ih_l1_reverse")).containsExactly(48, 24);
        assertThat(tensors.shape("lstm.weight_hh_l1")).containsExactly(48, 12);
        assertThat(tensors.shape("attention.weight")).containsExactly(1, 24);
        assertThat(tensors.shape("dense.weight")).containsExactly(8, 24);
        assertThat(tensors.shape("heads.weight")).containsExactly(6, 8);
        assertThat(tensors.names()).hasSize(22);
    }

    @Test
    void refuses_features_that_are_not_finite_but_only_where_a_sequence_reaches() {
        Sample warming = plantedSample(64, 1);
        Arrays.fill(warming.rows[0], Float.NaN);
        int[] laterEnds =
                Arrays.stream(warming.ends).map(end -> Math.max(end, WINDOW)).toArray();
        SequenceTask beyond = SequenceTask.of(warming.rows, laterEnds, warming.classes, warming.weights);
        assertThat(train(beyond, planted(32, 2), SMALL.withTraining(5e-3, 1, 1)).epochs())
                .hasSize(1);

        assertThatThrownBy(() -> train(warming.task(), planted(32, 2), SMALL))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("training features must be finite, was NaN at row 0, feature 0");
        Sample infinite = plantedSample(32, 2);
        infinite.rows[20][3] = Float.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> train(planted(64, 1), infinite.task(), SMALL))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("validation features must be finite, was -Infinity at row 20, feature 3");
    }

    @Test
    void stops_with_epoch_and_batch_when_training_blows_up() {
        assertThatThrownBy(() -> train(planted(64, 1), planted(32, 2), SMALL.withTraining(1e30, 3, 3)))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching("direction_seq: .* must be finite, was .* in epoch 1, batch [12]");
    }

    @Test
    void refuses_samples_that_do_not_fit_the_settings() {
        SequenceTask task = planted(64, 1);

        assertThatThrownBy(() -> train(task, task, SMALL.withNetwork(WINDOW, 12, 8, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 heads, was 2");
        assertThatThrownBy(() -> train(task, task, SMALL.withNetwork(WINDOW + 1, 12, 8, HEADS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("training sample 0 ends at row 7");
        assertThatThrownBy(() -> train(task, random(32, WINDOW, FEATURES + 1, HEADS, 1), SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 5 and 6");
    }

    private static TrainedSequence train(SequenceTask training, SequenceTask validation, SequenceSettings settings) {
        return SequenceTrainer.train(training, validation, settings, EpochListener.none());
    }

    /** Weighted cross-entropy by plain Java, averaged over heads. */
    private static double loss(byte[] weights, Sample sample) {
        SequenceNetwork network = SequenceNetwork.parse(weights, WHAT);
        double[] losses = new double[HEADS];
        double[] totals = new double[HEADS];
        for (int i = 0; i < sample.ends.length; i++) {
            double[][] probabilities = network.probabilities(sample.sequence(i, WINDOW));
            for (int head = 0; head < HEADS; head++) {
                if (sample.classes[i][head] >= 0) {
                    losses[head] -= sample.weights[i][head] * Math.log(probabilities[head][sample.classes[i][head]]);
                    totals[head] += sample.weights[i][head];
                }
            }
        }
        return IntStream.range(0, HEADS)
                .mapToDouble(head -> losses[head] / totals[head])
                .average()
                .orElseThrow();
    }

    private static int likeliest(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .reduce((a, b) -> probabilities[b] > probabilities[a] ? b : a)
                .orElseThrow();
    }

    private static float[][][] randomSequences(int count, int window, int features) {
        Random random = new Random(99);
        return IntStream.range(0, count)
                .mapToObj(i -> rows(random, window, features))
                .toArray(float[][][]::new);
    }

    private static SequenceTask planted(int samples, long seed) {
        return plantedSample(samples, seed).task();
    }

    /** The class of head h is decided by the mean of feature h over the last three sessions. */
    private static Sample plantedSample(int samples, long seed) {
        Sample sample = randomSample(samples, WINDOW, FEATURES, HEADS, seed);
        for (int i = 0; i < samples; i++) {
            for (int head = 0; head < HEADS; head++) {
                float sum = 0;
                for (int row = sample.ends[i] - 2; row <= sample.ends[i]; row++) {
                    sum += sample.rows[row][head];
                }
                sample.classes[i][head] = sum < -0.75 ? 0 : sum > 0.75 ? 2 : 1;
            }
        }
        return sample;
    }

    private static SequenceTask random(int samples, int window, int features, int heads, long seed) {
        return randomSample(samples, window, features, heads, seed).task();
    }

    private static Sample randomSample(int samples, int window, int features, int heads, long seed) {
        Random random = new Random(seed);
        float[][] rows = rows(new Random(seed), samples + window - 1, features);
        int[] ends = IntStream.range(0, samples).map(i -> window - 1 + i).toArray();
        int[][] classes = new int[samples][heads];
        float[][] weights = new float[samples][heads];
        for (int i = 0; i < samples; i++) {
            for (int head = 0; head < heads; head++) {
                classes[i][head] = random.nextInt(10) == 0 ? -1 : random.nextInt(3);
                weights[i][head] = 0.2f + random.nextFloat();
            }
        }
        return new Sample(rows, ends, classes, weights);
    }

    private static float[][] rows(Random random, int sessions, int features) {
        float[][] rows = new float[sessions][features];
        for (float[] row : rows) {
            for (int f = 0; f < features; f++) {
                row[f] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static final class Sample {

        private final float[][] rows;
        private final int[] ends;
        private final int[][] classes;
        private final float[][] weights;

        Sample(float[][] rows, int[] ends, int[][] classes, float[][] weights) {
            this.rows = rows;
            this.ends = ends;
            this.classes = classes;
            this.weights = weights;
        }

        SequenceTask task() {
            return SequenceTask.of(rows, ends, classes, weights);
        }

        float[][] sequence(int sample, int window) {
            return Arrays.copyOfRange(rows, ends[sample] - window + 1, ends[sample] + 1);
        }
    }
}
