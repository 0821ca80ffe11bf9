package io.aegismatrix.engine.score;

/** A linear layer, weights {@code [outputs][inputs]}. */
final class LinearLayer {

    private final float[][] weights;
    private final float[] bias;

    LinearLayer(float[][] weights, float[] bias) {
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
