package io.aegismatrix.engine.score;

/** One direction of one LSTM layer. Weights are held by input, {@code [inputs][4 x hidden]}. */
final class LstmDirection {

    private final int inputs;
    private final int hidden;
    private final float[][] fromInput;
    private final float[][] fromState;
    private final float[] bias;

    LstmDirection(int inputs, int hidden, float[][] fromInput, float[][] fromState, float[] bias) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.fromInput = fromInput;
        this.fromState = fromState;
        this.bias = bias;
    }

    /** Features of a session, or states of the layer below. */
    int inputs() {
        return inputs;
    }

    /** States of this direction. */
    int hidden() {
        return hidden;
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
