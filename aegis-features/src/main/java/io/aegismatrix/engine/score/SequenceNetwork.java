package io.aegismatrix.engine.score;

import io.aegismatrix.engine.ModelException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The recurrent network's view of the last sessions: for each horizon, how likely the market goes down, stays or goes
 * up. Scores in plain Java what PyTorch trained. Immutable and thread-safe.
 *
 * <p>A sequence {@code [sessions][features]}, oldest session first, runs through stacked bidirectional LSTM layers
 * (gates in the order input, forget, cell, output); attention weighs the sessions by a softmax over a linear score; the
 * weighted sum runs through a dense layer with ReLU and one linear layer with three outcomes for each head (horizon).
 *
 * <p>Weights carry PyTorch's own names and shapes: {@code lstm.weight_ih_l0}, {@code lstm.weight_hh_l0},
 * {@code lstm.bias_ih_l0}, {@code lstm.bias_hh_l0}, the same with {@code _reverse}, and so on for each layer;
 * {@code attention}, {@code dense} and {@code heads} with {@code .weight} and {@code .bias}. If the metadata has the key
 * {@code window}, sequences must have that many sessions. Other tensors are ignored.
 *
 * <p>Sums are taken in a fixed order in single precision up to the attention, in double precision from there on, so a
 * sequence scores the same alone or in a batch. LSTM: Hochreiter and Schmidhuber, Neural Computation 9(8), 1997, with
 * the forget gate of Gers et al., 2000.
 */
public final class SequenceNetwork {

    /** Outcomes of a head: down, neutral, up. */
    public static final int OUTCOMES = 3;

    /** Metadata key for the number of sessions the network was trained on. */
    public static final String WINDOW = "window";

    private final String what;
    private final int features;
    private final OptionalInt window;
    private final LstmDirection[][] layers;
    private final LinearLayer attention;
    private final LinearLayer dense;
    private final LinearLayer heads;

    private SequenceNetwork(NetworkWeights weights) {
        this.what = weights.what();
        this.layers = weights.layers();
        this.features = layers[0][0].inputs();
        this.window = weights.window();
        int width = 2 * layers[0][0].hidden();
        this.attention = weights.linear("attention", width);
        this.dense = weights.linear("dense", width);
        this.heads = weights.linear("heads", dense.outputs());
        if (attention.outputs() != 1 || heads.outputs() % OUTCOMES != 0) {
            throw new ModelException(what + ": attention must have 1 output and heads a multiple of " + OUTCOMES
                    + ", was " + attention.outputs() + " and " + heads.outputs());
        }
    }

    /**
     * Reads a network.
     *
     * @param safetensors bytes of a safetensors file
     * @param what model and file these bytes are, for messages
     * @throws ModelException if the bytes are corrupt, a tensor is missing or of the wrong shape, or a weight is not
     *     finite
     */
    public static SequenceNetwork parse(byte[] safetensors, String what) {
        return of(SafeTensors.parse(safetensors, what), what);
    }

    /** Reads a network from parsed tensors; otherwise like {@link #parse(byte[], String)}. */
    public static SequenceNetwork of(SafeTensors tensors, String what) {
        return new SequenceNetwork(new NetworkWeights(tensors, what));
    }

    /** Number of features a session must have. */
    public int features() {
        return features;
    }

    /** Number of sessions a sequence must have; empty if the file does not say. */
    public OptionalInt window() {
        return window;
    }

    /** Number of heads, one for each horizon. */
    public int heads() {
        return heads.outputs() / OUTCOMES;
    }

    /**
     * Probabilities of down, neutral and up.
     *
     * @param sequence standardized features {@code [sessions][features]}, oldest first
     * @return {@code [heads][3]}; each row sums to 1
     * @throws IllegalArgumentException if the sequence has the wrong shape
     * @throws ModelException if an input or an output is not finite
     */
    public double[][] probabilities(float[][] sequence) {
        return softmax(logits(sequence));
    }

    /** Probabilities of many sequences, in their order; each is the same as when asked alone. */
    public double[][][] probabilities(List<float[][]> sequences) {
        double[][][] probabilities = new double[sequences.size()][][];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = probabilities(sequences.get(i));
        }
        return probabilities;
    }

    /** Unnormalised log-probabilities {@code [heads][3]}; otherwise like {@link #probabilities(float[][])}. */
    public double[][] logits(float[][] sequence) {
        requireSequence(sequence);
        float[][] states = sequence;
        for (LstmDirection[] layer : layers) {
            states = run(layer, states);
        }
        double[] hidden = dense.apply(pool(states));
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(0, hidden[i]);
        }
        return rows(heads.apply(hidden));
    }

    private void requireSequence(float[][] sequence) {
        if (sequence.length == 0 || (window.isPresent() && sequence.length != window.getAsInt())) {
            throw new IllegalArgumentException(what + ": sequence must have "
                    + (window.isPresent() ? window.getAsInt() : "at least 1") + " sessions, was " + sequence.length);
        }
        for (int t = 0; t < sequence.length; t++) {
            if (sequence[t].length != features) {
                throw new IllegalArgumentException(what + ": session " + t + " of the sequence must have " + features
                        + " features, was " + sequence[t].length);
            }
            for (int f = 0; f < features; f++) {
                if (!Float.isFinite(sequence[t][f])) {
                    throw new ModelException(what + ": feature " + f + " of session " + t
                            + " of the sequence must be finite, was " + sequence[t][f]);
                }
            }
        }
    }

    private static float[][] run(LstmDirection[] layer, float[][] inputs) {
        float[][] outputs = new float[inputs.length][2 * layer[0].hidden()];
        layer[0].run(inputs, outputs, 0, false);
        layer[1].run(inputs, outputs, layer[0].hidden(), true);
        return outputs;
    }

    /** Sum of the states, each weighed by its share of attention. */
    private double[] pool(float[][] states) {
        double[] shares = new double[states.length];
        for (int t = 0; t < states.length; t++) {
            shares[t] = attention.apply(states[t]);
        }
        normalise(shares);
        double[] pooled = new double[states[0].length];
        for (int t = 0; t < states.length; t++) {
            for (int i = 0; i < pooled.length; i++) {
                pooled[i] += shares[t] * states[t][i];
            }
        }
        return pooled;
    }

    private double[][] rows(double[] outputs) {
        double[][] rows = new double[heads()][];
        for (int head = 0; head < rows.length; head++) {
            rows[head] = Arrays.copyOfRange(outputs, head * OUTCOMES, (head + 1) * OUTCOMES);
            for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                if (!Double.isFinite(rows[head][outcome])) {
                    throw new ModelException(what + ": output of head " + head + ", outcome " + outcome
                            + " must be finite, was " + rows[head][outcome]);
                }
            }
        }
        return rows;
    }

    private static double[][] softmax(double[][] rows) {
        for (double[] row : rows) {
            normalise(row);
        }
        return rows;
    }

    /** Softmax in place; the largest is subtracted first so that nothing overflows. */
    private static void normalise(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow();
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }
}
