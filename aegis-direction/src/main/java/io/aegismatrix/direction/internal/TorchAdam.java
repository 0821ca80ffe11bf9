package io.aegismatrix.direction.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.HashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015) with the usual decay rates 0.9 and 0.999, over PyTorch's arrays. DJL's own optimizer keeps
 * its averages beyond the manager that is closed after training; here they live and die with the weights.
 */
final class TorchAdam {

    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final Map<String, NDArray> weights;
    private final Map<String, NDList> averages = new HashMap<>();
    private final double learningRate;
    private int steps;

    TorchAdam(Map<String, NDArray> weights, double learningRate) {
        this.weights = weights;
        this.learningRate = learningRate;
        weights.forEach((name, weight) -> averages.put(
                name,
                new NDList(
                        weight.getManager().zeros(weight.getShape()),
                        weight.getManager().zeros(weight.getShape()))));
    }

    /** Moves the weights against their gradients and sets the gradients back to zero. */
    void step(Map<String, NDArray> gradients) {
        steps++;
        double correction = Math.sqrt(1 - Math.pow(SQUARE_DECAY, steps)) / (1 - Math.pow(MEAN_DECAY, steps));
        weights.forEach((name, weight) -> {
            NDList inputs = new NDList(weight, gradients.get(name)).addAll(averages.get(name));
            weight.getNDArrayInternal()
                    .adamUpdate(
                            inputs,
                            new NDList(weight),
                            (float) learningRate,
                            (float) (learningRate * correction),
                            0,
                            1,
                            -1,
                            (float) MEAN_DECAY,
                            (float) SQUARE_DECAY,
                            (float) EPSILON,
                            true,
                            false);
        });
    }
}
