package io.aegismatrix.engine.score;

import com.google.common.primitives.Ints;
import io.aegismatrix.engine.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Takes weights by name and checks every shape against the one before it. */
final class NetworkWeights {

    private static final int GATES = 4;

    private final SafeTensors tensors;
    private final String what;

    NetworkWeights(SafeTensors tensors, String what) {
        this.tensors = tensors;
        this.what = what;
    }

    /** Model and file, for messages. */
    String what() {
        return what;
    }

    OptionalInt window() {
        String text = tensors.metadata().get(SequenceNetwork.WINDOW);
        if (text == null) {
            return OptionalInt.empty();
        }
        Integer sessions = Ints.tryParse(text);
        if (sessions == null || sessions < 1) {
            throw new ModelException(
                    what + ": metadata " + SequenceNetwork.WINDOW + " must be a positive number, was " + text);
        }
        return OptionalInt.of(sessions);
    }

    LstmDirection[][] layers() {
        int[] shape = matrix("lstm.weight_ih_l0");
        int hidden = shape[0] / GATES;
        int inputs = shape[1];
        List<LstmDirection[]> layers = new ArrayList<>();
        do {
            String layer = "_l" + layers.size();
            layers.add(
                    new LstmDirection[] {direction(layer, inputs, hidden), direction(layer + "_reverse", inputs, hidden)
                    });
            inputs = 2 * hidden;
        } while (tensors.contains("lstm.weight_ih_l" + layers.size()));
        return layers.toArray(new LstmDirection[0][]);
    }

    private LstmDirection direction(String layer, int inputs, int hidden) {
        int gates = GATES * hidden;
        float[] bias = finite("lstm.bias_ih" + layer, gates);
        float[] stateBias = finite("lstm.bias_hh" + layer, gates);
        for (int i = 0; i < gates; i++) {
            bias[i] += stateBias[i];
        }
        return new LstmDirection(
                inputs,
                hidden,
                columns(finite("lstm.weight_ih" + layer, gates, inputs), gates, inputs),
                columns(finite("lstm.weight_hh" + layer, gates, hidden), gates, hidden),
                bias);
    }

    LinearLayer linear(String name, int inputs) {
        int outputs = matrix(name + ".weight")[0];
        float[] flat = finite(name + ".weight", outputs, inputs);
        float[][] weights = new float[outputs][];
        for (int output = 0; output < outputs; output++) {
            weights[output] = Arrays.copyOfRange(flat, output * inputs, (output + 1) * inputs);
        }
        return new LinearLayer(weights, finite(name + ".bias", outputs));
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
            throw new ModelException(what + ": tensor " + name + " must have shape " + Arrays.toString(shape) + ", was "
                    + Arrays.toString(tensors.shape(name)));
        }
        float[] values = tensors.floats(name);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelException(what + ": weight " + i + " of " + name + " must be finite, was " + values[i]);
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
