package io.aegismatrix.engine.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceNetworkTest {

    private static final String WHAT = "direction_seq (weights.safetensors)";

    @Test
    void agrees_with_the_textbook_formulas_written_out_in_double_precision() {
        for (int[] size : new int[][] {{1, 1, 1, 1, 1, 1}, {5, 7, 2, 6, 4, 12}, {6, 8, 3, 5, 2, 20}}) {
            int features = size[0];
            SafeTensors weights = weights(features, size[1], size[2], size[3], size[4], 11);
            SequenceNetwork network = SequenceNetwork.of(weights, WHAT);
            for (float[][] sequence : sequences(20, size[5], features, 3)) {
                double[][] expected = Textbook.logits(weights, sequence, size[2]);
                double[][] actual = network.logits(sequence);
                assertThat(actual).hasDimensions(size[4], 3);
                for (int head = 0; head < actual.length; head++) {
                    assertThat(actual[head]).containsExactly(expected[head], within(1e-5));
                }
            }
        }
    }

    @Test
    void a_network_without_weights_finds_all_outcomes_equally_likely() {
        SafeTensors.Builder builder = SafeTensors.builder();
        SafeTensors weights = weights(4, 8, 2, 6, 2, 1);
        for (String name : weights.names()) {
            builder.put(name, weights.shape(name), new float[weights.floats(name).length]);
        }
        double[][] probabilities = SequenceNetwork.of(builder.build(), WHAT)
                .probabilities(sequences(1, 9, 4, 2).get(0));

        for (double[] head : probabilities) {
            assertThat(head).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-15));
        }
    }

    @Test
    void probabilities_sum_to_one_and_follow_the_logits() {
        SequenceNetwork network = SequenceNetwork.of(weights(5, 12, 2, 6, 6, 4), WHAT);

        for (float[][] sequence : sequences(50, 15, 5, 5)) {
            double[][] logits = network.logits(sequence);
            double[][] probabilities = network.probabilities(sequence);
            for (int head = 0; head < 6; head++) {
                assertThat(Arrays.stream(probabilities[head]).sum()).isCloseTo(1, within(1e-12));
                assertThat(Math.log(probabilities[head][2] / probabilities[head][0]))
                        .isCloseTo(logits[head][2] - logits[head][0], within(1e-9));
            }
        }
    }

    @Test
    void a_sequence_scores_the_same_alone_in_a_batch_and_from_many_threads() {
        SequenceNetwork network = SequenceNetwork.of(weights(5, 12, 2, 6, 6, 4), WHAT);
        List<float[][]> sequences = sequences(64, 15, 5, 6);

        double[][][] batch = network.probabilities(sequences);

        IntStream.range(0, sequences.size())
                .parallel()
                .forEach(
                        i -> assertThat(network.probabilities(sequences.get(i))).isDeepEqualTo(batch[i]));
    }

    @Test
    void huge_inputs_saturate_the_gates_instead_of_overflowing() {
        SequenceNetwork network = SequenceNetwork.of(weights(5, 12, 2, 6, 6, 4), WHAT);
        float[][] sequence = sequences(1, 15, 5, 6).get(0);
        Arrays.fill(sequence[3], 1e30f);

        for (double[] head : network.probabilities(sequence)) {
            assertThat(Arrays.stream(head).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void refuses_an_input_that_is_not_finite_and_names_it() {
        SequenceNetwork network = SequenceNetwork.of(weights(5, 4, 2, 6, 6, 4), WHAT);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[][] sequence = sequences(1, 15, 5, 6).get(0);
            sequence[3][2] = bad;

            assertThatThrownBy(() -> network.probabilities(sequence))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(WHAT)
                    .hasMessageContaining("feature 2 of session 3");
        }
    }

    @Test
    void refuses_an_output_that_is_not_finite_and_names_it() {
        // One gate sums +infinity and -infinity in single precision.
        SafeTensors weights = weights(5, 4, 2, 6, 6, 4);
        SafeTensors gates = with(with(weights, "lstm.weight_ih_l0", Float.MAX_VALUE), "lstm.bias_ih_l0", -1e38f);
        float[][] sequence = sequences(1, 15, 5, 6).get(0);
        sequence[0] = new float[] {3, -3, 3, -3, 3};
        assertThatThrownBy(() -> SequenceNetwork.of(gates, WHAT).probabilities(sequence))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("output of head 0, outcome 0");
    }

    @Test
    void refuses_a_weight_that_is_not_finite_and_names_it() {
        SafeTensors weights = with(weights(5, 4, 2, 6, 6, 4), "lstm.bias_hh_l1_reverse", Float.NaN);

        assertThatThrownBy(() -> SequenceNetwork.of(weights, WHAT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("weight 0 of lstm.bias_hh_l1_reverse");
    }

    @Test
    void refuses_a_missing_tensor_and_a_tensor_of_the_wrong_shape() {
        SafeTensors whole = weights(5, 4, 2, 6, 6, 4);
        for (String name : whole.names()) {
            if (name.equals("lstm.weight_ih_l1")) {
                continue; // without it the network counts as one of a single layer
            }
            SafeTensors.Builder missing = SafeTensors.builder();
            SafeTensors.Builder misshapen = SafeTensors.builder();
            for (String other : whole.names()) {
                if (!other.equals(name)) {
                    missing.put(other, whole.shape(other), whole.floats(other));
                    misshapen.put(other, whole.shape(other), whole.floats(other));
                }
            }
            misshapen.put(name, new int[] {1, 1, 1}, new float[1]);
            assertThatThrownBy(() -> SequenceNetwork.of(missing.build(), WHAT))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(name);
            assertThatThrownBy(() -> SequenceNetwork.of(misshapen.build(), WHAT))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void refuses_a_sequence_of_the_wrong_shape() {
        SafeTensors weights = weights(5, 4, 2, 6, 6, 4);
        SequenceNetwork any = SequenceNetwork.of(weights, WHAT);
        SequenceNetwork ten =
                SequenceNetwork.of(copy(weights).metadata("window", "10").build(), WHAT);

        assertThat(ten.window()).hasValue(10);
        assertThat(any.window()).isEmpty();
        assertThatThrownBy(() -> any.probabilities(new float[0][5])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> any.probabilities(new float[10][4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 features");
        assertThatThrownBy(() -> ten.probabilities(new float[9][5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 sessions");
        assertThatThrownBy(() -> SequenceNetwork.of(
                        copy(weights).metadata("window", "ten").build(), WHAT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("window");
    }

    @Test
    void refuses_bytes_that_are_no_network() {
        assertThatThrownBy(() -> SequenceNetwork.parse(new byte[] {1, 2, 3}, WHAT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(WHAT);
    }

    /** Random weights of the size PyTorch would draw. */
    private static SafeTensors weights(int features, int hidden, int layers, int dense, int heads, long seed) {
        Random random = new Random(seed);
        SafeTensors.Builder builder = SafeTensors.builder();
        for (int layer = 0; layer < layers; layer++) {
            for (String direction : List.of("", "_reverse")) {
                String suffix = "_l" + layer + direction;
                put(builder, random, "lstm.weight_ih" + suffix, 4 * hidden, layer == 0 ? features : 2 * hidden);
                put(builder, random, "lstm.weight_hh" + suffix, 4 * hidden, hidden);
                put(builder, random, "lstm.bias_ih" + suffix, 4 * hidden);
                put(builder, random, "lstm.bias_hh" + suffix, 4 * hidden);
            }
        }
        put(builder, random, "attention.weight", 1, 2 * hidden);
        put(builder, random, "attention.bias", 1);
        put(builder, random, "dense.weight", dense, 2 * hidden);
        put(builder, random, "dense.bias", dense);
        put(builder, random, "heads.weight", 3 * heads, dense);
        put(builder, random, "heads.bias", 3 * heads);
        return builder.build();
    }

    private static void put(SafeTensors.Builder builder, Random random, String name, int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.4f;
        }
        builder.put(name, shape, values);
    }

    private static SafeTensors.Builder copy(SafeTensors tensors) {
        SafeTensors.Builder builder = SafeTensors.builder();
        tensors.names().forEach(name -> builder.put(name, tensors.shape(name), tensors.floats(name)));
        return builder;
    }

    private static SafeTensors with(SafeTensors tensors, String name, float value) {
        SafeTensors.Builder builder = SafeTensors.builder();
        for (String other : tensors.names()) {
            float[] values = tensors.floats(other);
            if (other.equals(name)) {
                Arrays.fill(values, value);
            }
            builder.put(other, tensors.shape(other), values);
        }
        return builder.build();
    }

    private static List<float[][]> sequences(int count, int sessions, int features, long seed) {
        Random random = new Random(seed);
        List<float[][]> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[][] sequence = new float[sessions][features];
            for (float[] row : sequence) {
                for (int f = 0; f < features; f++) {
                    row[f] = (float) random.nextGaussian();
                }
            }
            sequences.add(sequence);
        }
        return sequences;
    }

    /** The same network as plainly as it can be written: one output at a time, double precision, Math.tanh. */
    private static final class Textbook {

        static double[][] logits(SafeTensors weights, float[][] sequence, int layers) {
            double[][] states = Arrays.stream(sequence)
                    .map(row -> IntStream.range(0, row.length)
                            .mapToDouble(i -> row[i])
                            .toArray())
                    .toArray(double[][]::new);
            for (int layer = 0; layer < layers; layer++) {
                double[][] forwards = lstm(weights, "_l" + layer, states);
                double[][] backwards = reversed(lstm(weights, "_l" + layer + "_reverse", reversed(states)));
                states = IntStream.range(0, states.length)
                        .mapToObj(t -> concatenated(forwards[t], backwards[t]))
                        .toArray(double[][]::new);
            }
            double[] scores = Arrays.stream(states)
                    .mapToDouble(state -> Math.exp(linear(weights, "attention", state)[0]))
                    .toArray();
            double total = Arrays.stream(scores).sum();
            double[] pooled = new double[states[0].length];
            for (int t = 0; t < states.length; t++) {
                for (int i = 0; i < pooled.length; i++) {
                    pooled[i] += scores[t] / total * states[t][i];
                }
            }
            double[] hidden = Arrays.stream(linear(weights, "dense", pooled))
                    .map(x -> x > 0 ? x : 0)
                    .toArray();
            double[] flat = linear(weights, "heads", hidden);
            return IntStream.range(0, flat.length / 3)
                    .mapToObj(head -> Arrays.copyOfRange(flat, 3 * head, 3 * head + 3))
                    .toArray(double[][]::new);
        }

        private static double[][] lstm(SafeTensors weights, String suffix, double[][] inputs) {
            int hidden = weights.shape("lstm.weight_hh" + suffix)[1];
            double[] h = new double[hidden];
            double[] c = new double[hidden];
            double[][] outputs = new double[inputs.length][];
            for (int t = 0; t < inputs.length; t++) {
                double[] x = affine(
                        weights.floats("lstm.weight_ih" + suffix), weights.floats("lstm.bias_ih" + suffix), inputs[t]);
                double[] s =
                        affine(weights.floats("lstm.weight_hh" + suffix), weights.floats("lstm.bias_hh" + suffix), h);
                double[] next = new double[hidden];
                for (int i = 0; i < hidden; i++) {
                    double input = 1 / (1 + Math.exp(-(x[i] + s[i])));
                    double forget = 1 / (1 + Math.exp(-(x[hidden + i] + s[hidden + i])));
                    double candidate = Math.tanh(x[2 * hidden + i] + s[2 * hidden + i]);
                    double output = 1 / (1 + Math.exp(-(x[3 * hidden + i] + s[3 * hidden + i])));
                    c[i] = forget * c[i] + input * candidate;
                    next[i] = output * Math.tanh(c[i]);
                }
                h = next;
                outputs[t] = h;
            }
            return outputs;
        }

        private static double[] linear(SafeTensors weights, String name, double[] inputs) {
            return affine(weights.floats(name + ".weight"), weights.floats(name + ".bias"), inputs);
        }

        private static double[] affine(float[] matrix, float[] bias, double[] inputs) {
            return IntStream.range(0, bias.length)
                    .mapToDouble(row -> bias[row]
                            + IntStream.range(0, inputs.length)
                                    .mapToDouble(i -> matrix[row * inputs.length + i] * inputs[i])
                                    .sum())
                    .toArray();
        }

        private static double[][] reversed(double[][] rows) {
            return IntStream.range(0, rows.length)
                    .mapToObj(t -> rows[rows.length - 1 - t])
                    .toArray(double[][]::new);
        }

        private static double[] concatenated(double[] first, double[] second) {
            return IntStream.range(0, first.length + second.length)
                    .mapToDouble(i -> i < first.length ? first[i] : second[i - first.length])
                    .toArray();
        }
    }
}
