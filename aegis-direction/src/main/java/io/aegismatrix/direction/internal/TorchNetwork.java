package io.aegismatrix.direction.internal;

import static io.aegismatrix.engine.score.SequenceNetwork.OUTCOMES;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.SequenceNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The recurrent network as PyTorch computes it. Its arrays live as long as the manager they were made in. Not
 * thread-safe.
 */
final class TorchNetwork {

    private static final int GATES = 4;

    private final int hidden;
    private final int layers;
    private final int heads;
    private final Map<String, NDArray> trained = new LinkedHashMap<>();
    /** The same memory as {@link #trained} outside of any gradient, so that validation records no graph. */
    private final Map<String, NDArray> fixed = new LinkedHashMap<>();

    private TorchNetwork(NDManager manager, SafeTensors weights) {
        this.hidden = weights.shape("lstm.weight_hh_l0")[1];
        this.layers = layers(weights);
        this.heads = weights.shape("heads.bias")[0] / OUTCOMES;
        for (String name : names(layers)) {
            long[] shape = Arrays.stream(weights.shape(name)).asLongStream().toArray();
            NDArray parameter = manager.create(weights.floats(name), new Shape(shape));
            parameter.setRequiresGradient(true);
            trained.put(name, parameter);
            fixed.put(name, parameter.stopGradient());
        }
    }

    /** Puts weights into PyTorch. */
    static TorchNetwork of(NDManager manager, SafeTensors weights) {
        return new TorchNetwork(manager, weights);
    }

    private static int layers(SafeTensors weights) {
        int layers = 1;
        while (weights.contains("lstm.weight_ih_l" + layers)) {
            layers++;
        }
        return layers;
    }

    /** Names in the order in which PyTorch's LSTM takes its weights; the other layers follow. */
    private static List<String> names(int layers) {
        List<String> names = new ArrayList<>(allLstmNames(layers));
        names.addAll(List.of(
                "attention.weight", "attention.bias", "dense.weight", "dense.bias", "heads.weight", "heads.bias"));
        return names;
    }

    private List<String> lstmNames() {
        return allLstmNames(layers);
    }

    private static List<String> allLstmNames(int layers) {
        return IntStream.range(0, layers)
                .mapToObj(TorchNetwork::lstmNames)
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> lstmNames(int layer) {
        List<String> names = new ArrayList<>();
        for (String direction : List.of("", "_reverse")) {
            for (String kind : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
                names.add("lstm." + kind + "_l" + layer + direction);
            }
        }
        return names;
    }

    /**
     * Weights before training, drawn as PyTorch draws them: evenly within 1/sqrt(hidden) of zero in the LSTM, within
     * 1/sqrt(inputs) in the linear layers.
     */
    static SafeTensors initialWeights(int features, SequenceSettings settings, SplittableRandom random) {
        SafeTensors.Builder weights = SafeTensors.builder();
        int width = 2 * settings.hidden();
        for (String name : allLstmNames(settings.layers())) {
            int inputs = name.contains("weight_hh") ? settings.hidden() : name.contains("_l0") ? features : width;
            int gates = GATES * settings.hidden();
            int[] shape = name.contains("weight") ? new int[] {gates, inputs} : new int[] {gates};
            draw(weights, name, shape, settings.hidden(), random);
        }
        drawLinear(weights, "attention", width, 1, random);
        drawLinear(weights, "dense", width, settings.dense(), random);
        drawLinear(weights, "heads", settings.dense(), settings.heads() * OUTCOMES, random);
        return weights.build();
    }

    private static void drawLinear(
            SafeTensors.Builder weights, String name, int inputs, int outputs, SplittableRandom random) {
        draw(weights, name + ".weight", new int[] {outputs, inputs}, inputs, random);
        draw(weights, name + ".bias", new int[] {outputs}, inputs, random);
    }

    private static void draw(
            SafeTensors.Builder weights, String name, int[] shape, int units, SplittableRandom random) {
        double bound = 1 / Math.sqrt(units);
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        weights.put(name, shape, values);
    }

    /** The weights that training changes, by name. */
    Map<String, NDArray> trained() {
        return trained;
    }

    /** The same weights, outside of any gradient. */
    Collection<NDArray> fixed() {
        return fixed.values();
    }

    /**
     * Logits to train on: with dropout between the layers, and recorded for the gradient.
     *
     * @param sequences {@code [sessions][samples][features]}; results live in its manager
     * @return {@code [samples][heads][3]}
     */
    NDArray trainingLogits(NDArray sequences, Dropout dropout) {
        NDArray states = lstm(sequences, lstmNames(0), trained, 1, true);
        for (int layer = 1; layer < layers; layer++) {
            states = lstm(dropout.applied(states), lstmNames(layer), trained, 1, true);
        }
        return logits(states, trained);
    }

    /** Logits to predict with: no dropout, no gradient; otherwise like the ones to train on. */
    NDArray logits(NDArray sequences) {
        return logits(lstm(sequences, lstmNames(), fixed, layers, false), fixed);
    }

    private NDArray logits(NDArray states, Map<String, NDArray> weights) {
        NDArray shares = linear(states, weights, "attention").softmax(0);
        NDArray pooled = states.mul(shares).sum(new int[] {0});
        NDArray features = Activation.relu(linear(pooled, weights, "dense"));
        return linear(features, weights, "heads").reshape(-1, heads, OUTCOMES);
    }

    private NDArray lstm(
            NDArray inputs, List<String> names, Map<String, NDArray> weights, int depth, boolean training) {
        Shape shape = new Shape(2L * depth, inputs.getShape().get(1), hidden);
        NDManager manager = inputs.getManager();
        NDList start = new NDList(manager.zeros(shape), manager.zeros(shape));
        NDList parameters = new NDList();
        names.forEach(name -> parameters.add(get(weights, name)));
        return inputs.getNDArrayInternal()
                .lstm(inputs, start, parameters, true, depth, 0, training, true, false)
                .head();
    }

    private static NDArray linear(NDArray inputs, Map<String, NDArray> weights, String name) {
        return Linear.linear(inputs, get(weights, name + ".weight"), get(weights, name + ".bias"))
                .head();
    }

    private static NDArray get(Map<String, NDArray> weights, String name) {
        NDArray array = weights.get(name);
        if (array == null) {
            throw new ModelException("the network has no weights named " + name);
        }
        return array;
    }

    /** Copies the weights out of PyTorch, marked with the sessions they were trained on. */
    SafeTensors weights(int window) {
        SafeTensors.Builder weights = SafeTensors.builder()
                .metadata("format", "pt")
                .metadata(SequenceNetwork.WINDOW, Integer.toString(window));
        fixed.forEach((name, array) -> weights.put(
                name,
                Arrays.stream(array.getShape().getShape())
                        .mapToInt(Math::toIntExact)
                        .toArray(),
                array.toFloatArray()));
        return weights.build();
    }
}
