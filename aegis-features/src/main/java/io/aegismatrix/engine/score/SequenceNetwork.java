package io.aegismatrix.engine.score;

import com.google.common.primitives.Ints;
import io.aegismatrix.engine.ModelException;
import java.util.ArrayList;
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

    private static final int GATES = 4;

    private final String what;
    private final int features;
    private final OptionalInt window;
    private final Direction[][] layers;
    private final Linear attention;
    private final Linear dense;
    private final Linear heads;

    private SequenceNetwork(Weights weights) {
        this.what = weights.what;
        this.layers = weights.layers();
        this.features = layers[0][0].inputs;
        this.window = weights.window();
        int width = 2 * layers[0][0].hidden;
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
        return new SequenceNetwork(new Weights(tensors, what));
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
        for (Direction[] layer : layers) {
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

    private static float[][] run(Direction[] layer, float[][] inputs) {
        float[][] outputs = new float[inputs.length][2 * layer[0].hidden];
        layer[0].run(inputs, outputs, 0, false);
        layer[1].run(inputs, outputs, layer[0].hidden, true);
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

    /** One direction of one LSTM layer. Weights are held by input, {@code [inputs][4 x hidden]}. */
    private static final class Direction {

        private final int inputs;
        private final int hidden;
        private final float[][] fromInput;
        private final float[][] fromState;
        private final float[] bias;

        Direction(int inputs, int hidden, float[][] fromInput, float[][] fromState, float[] bias) {
            this.inputs = inputs;
            this.hidden = hidden;
            this.fromInput = fromInput;
            this.fromState = fromState;
            this.bias = bias;
        }

        /** Writes the state after each session to {@code outputs[session][at ..]}. */
        void run(float[][] sequence, float[][] outputs, int at, boolean backwards) {
            float[][] gates = project(sequence);
            float[] state = new float[hidden];
            float[] cell = new float[hidden];
            for (int step = 0; step < sequence.length; step++) {
                int t = backwards ? sequence.length - 1 - step : step;
                accumulate(state, fromState, gates[t]);
                advance(gates[t], cell, state);
                System.arraycopy(state, 0, outputs[t], at, hidden);
            }
        }

        /** What the inputs add to the gates, for all sessions at once: four rows of weights stay in the first cache. */
        private float[][] project(float[][] sequence) {
            float[][] gates = new float[sequence.length][];
            for (int t = 0; t < gates.length; t++) {
                gates[t] = bias.clone();
            }
            int input = 0;
            for (; input + 4 <= inputs; input += 4) {
                for (int t = 0; t < gates.length; t++) {
                    addFour(sequence[t], input, fromInput, gates[t]);
                }
            }
            for (; input < inputs; input++) {
                for (int t = 0; t < gates.length; t++) {
                    addOne(sequence[t][input], fromInput[input], gates[t]);
                }
            }
            return gates;
        }

        private static void accumulate(float[] state, float[][] weights, float[] gates) {
            int input = 0;
            for (; input + 4 <= state.length; input += 4) {
                addFour(state, input, weights, gates);
            }
            for (; input < state.length; input++) {
                addOne(state[input], weights[input], gates);
            }
        }

        private static void addFour(float[] inputs, int at, float[][] weights, float[] sums) {
            addFour(
                    inputs[at],
                    weights[at],
                    inputs[at + 1],
                    weights[at + 1],
                    inputs[at + 2],
                    weights[at + 2],
                    inputs[at + 3],
                    weights[at + 3],
                    sums);
        }

        /** Each row its own array and one plain index: only then does the compiler turn the loop into vectors. */
        private static void addFour(
                float a, float[] aRow, float b, float[] bRow, float c, float[] cRow, float d, float[] dRow, float[] s) {
            for (int i = 0; i < s.length; i++) {
                s[i] += a * aRow[i] + b * bRow[i] + c * cRow[i] + d * dRow[i];
            }
        }

        private static void addOne(float input, float[] row, float[] sums) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += input * row[i];
            }
        }

        private void advance(float[] gates, float[] cell, float[] state) {
            for (int i = 0; i < hidden; i++) {
                double keep = sigmoid(gates[hidden + i]) * cell[i];
                double admit = sigmoid(gates[i]) * tanh(gates[2 * hidden + i]);
                cell[i] = (float) (keep + admit);
                state[i] = (float) (sigmoid(gates[3 * hidden + i]) * tanh(cell[i]));
            }
        }

        private static double sigmoid(double x) {
            return 1 / (1 + Math.exp(-x));
        }

        /** Math.tanh has no fast path; this loses only what single precision does not keep. */
        private static double tanh(double x) {
            return 2 * sigmoid(2 * x) - 1;
        }
    }

    /** A linear layer, weights {@code [outputs][inputs]}. */
    private static final class Linear {

        private final float[][] weights;
        private final float[] bias;

        Linear(float[][] weights, float[] bias) {
            this.weights = weights;
            this.bias = bias;
        }

        int outputs() {
            return bias.length;
        }

        double[] apply(double[] inputs) {
            double[] outputs = new double[bias.length];
            for (int output = 0; output < outputs.length; output++) {
                float[] row = weights[output];
                double sum = bias[output];
                for (int i = 0; i < inputs.length; i++) {
                    sum += row[i] * inputs[i];
                }
                outputs[output] = sum;
            }
            return outputs;
        }

        /** The first output alone. */
        double apply(float[] inputs) {
            float[] row = weights[0];
            double sum = bias[0];
            for (int i = 0; i < inputs.length; i++) {
                sum += (double) row[i] * inputs[i];
            }
            return sum;
        }
    }

    /** Takes weights by name and checks every shape against the one before it. */
    private static final class Weights {

        private final SafeTensors tensors;
        private final String what;

        Weights(SafeTensors tensors, String what) {
            this.tensors = tensors;
            this.what = what;
        }

        OptionalInt window() {
            String text = tensors.metadata().get(WINDOW);
            if (text == null) {
                return OptionalInt.empty();
            }
            Integer sessions = Ints.tryParse(text);
            if (sessions == null || sessions < 1) {
                throw new ModelException(what + ": metadata " + WINDOW + " must be a positive number, was " + text);
            }
            return OptionalInt.of(sessions);
        }

        Direction[][] layers() {
            int[] shape = matrix("lstm.weight_ih_l0");
            int hidden = shape[0] / GATES;
            int inputs = shape[1];
            List<Direction[]> layers = new ArrayList<>();
            do {
                String layer = "_l" + layers.size();
                layers.add(
                        new Direction[] {direction(layer, inputs, hidden), direction(layer + "_reverse", inputs, hidden)
                        });
                inputs = 2 * hidden;
            } while (tensors.contains("lstm.weight_ih_l" + layers.size()));
            return layers.toArray(new Direction[0][]);
        }

        private Direction direction(String layer, int inputs, int hidden) {
            int gates = GATES * hidden;
            float[] bias = finite("lstm.bias_ih" + layer, gates);
            float[] stateBias = finite("lstm.bias_hh" + layer, gates);
            for (int i = 0; i < gates; i++) {
                bias[i] += stateBias[i];
            }
            return new Direction(
                    inputs,
                    hidden,
                    columns(finite("lstm.weight_ih" + layer, gates, inputs), gates, inputs),
                    columns(finite("lstm.weight_hh" + layer, gates, hidden), gates, hidden),
                    bias);
        }

        Linear linear(String name, int inputs) {
            int outputs = matrix(name + ".weight")[0];
            float[] flat = finite(name + ".weight", outputs, inputs);
            float[][] weights = new float[outputs][];
            for (int output = 0; output < outputs; output++) {
                weights[output] = Arrays.copyOfRange(flat, output * inputs, (output + 1) * inputs);
            }
            return new Linear(weights, finite(name + ".bias", outputs));
        }

        private int[] matrix(String name) {
            int[] shape = tensors.shape(name);
            if (shape.length != 2 || shape[0] < 1 || shape[1] < 1) {
                throw new ModelException(
                        what + ": tensor " + name + " must be a matrix, was of shape " + Arrays.toString(shape));
            }
            return shape;
        }

        private float[] finite(String name, int... shape) {
            if (!Arrays.equals(shape, tensors.shape(name))) {
                throw new ModelException(what + ": tensor " + name + " must have shape " + Arrays.toString(shape)
                        + ", was " + Arrays.toString(tensors.shape(name)));
            }
            float[] values = tensors.floats(name);
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new ModelException(
                            what + ": weight " + i + " of " + name + " must be finite, was " + values[i]);
                }
            }
            return values;
        }

        /** The matrix by column, in square blocks because a stride as long as a row misses the cache every time. */
        private static float[][] columns(float[] matrix, int rows, int columns) {
            int block = 32;
            float[][] transposed = new float[columns][rows];
            for (int fromRow = 0; fromRow < rows; fromRow += block) {
                for (int fromColumn = 0; fromColumn < columns; fromColumn += block) {
                    int endRow = Math.min(rows, fromRow + block);
                    int endColumn = Math.min(columns, fromColumn + block);
                    for (int column = fromColumn; column < endColumn; column++) {
                        for (int row = fromRow; row < endRow; row++) {
                            transposed[column][row] = matrix[row * columns + column];
                        }
                    }
                }
            }
            return transposed;
        }
    }
}
