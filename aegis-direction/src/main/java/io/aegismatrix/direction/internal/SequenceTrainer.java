package io.aegismatrix.direction.internal;

import static io.aegismatrix.engine.score.SequenceNetwork.OUTCOMES;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.jni.JniUtils;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trains the recurrent network with PyTorch: Adam on the weighted cross-entropy of all heads, gradients clipped by
 * their common norm, stopped when the validation loss no longer falls, best weights restored.
 *
 * <p>The same samples, settings and seed give the same bytes on one type of machine, also when networks are trained side by side:
 * each has its own generator and runs on the thread that called.
 * Needs DJL's PyTorch engine and its natives on the class path; run with {@code -Dai.djl.offline=true}, or DJL may look
 * for them on the network.
 */
public final class SequenceTrainer {

    private static final int VALIDATION_BATCH = 128;

    private final SequenceTask training;
    private final SequenceTask validation;
    private final SequenceSettings settings;
    private final NDManager manager;
    private final SplittableRandom order;
    private final TorchNetwork network;
    private final TorchAdam adam;
    private final Dropout dropout;
    private final NDArray trainingRows;
    private final NDArray validationRows;

    private SequenceTrainer(
            SequenceTask training, SequenceTask validation, SequenceSettings settings, NDManager manager) {
        this.training = training;
        this.validation = validation;
        this.settings = settings;
        this.manager = manager;
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        this.order = seeds.split();
        this.network =
                TorchNetwork.of(manager, TorchNetwork.initialWeights(training.features(), settings, seeds.split()));
        this.dropout = new Dropout(settings.dropout(), seeds.split());
        this.adam = new TorchAdam(network.trained(), settings.learningRate());
        this.trainingRows = table(training);
        this.validationRows = table(validation);
    }

    private NDArray table(SequenceTask task) {
        return manager.create(task.flatRows(), new Shape(task.sessions(), task.features()));
    }

    /**
     * Trains a network.
     *
     * @param training samples to learn from
     * @param validation later samples that decide when to stop; the same features and heads
     * @param listener told after each epoch
     * @throws IllegalArgumentException if the samples do not fit the settings or one another
     * @throws ModelException if a feature, the loss, a gradient or a weight is not finite (naming epoch and batch), or
     *     PyTorch is not there
     */
    public static TrainedSequence train(
            SequenceTask training, SequenceTask validation, SequenceSettings settings, EpochListener listener) {
        training.requireUsable(settings, "training");
        validation.requireUsable(settings, "validation");
        if (training.features() != validation.features()) {
            throw new IllegalArgumentException("training and validation must have the same features, was "
                    + training.features() + " and " + validation.features());
        }
        try (NDManager manager = pytorch().newBaseManager()) {
            return new SequenceTrainer(training, validation, settings, manager).run(listener);
        }
    }

    /**
     * PyTorch, on one thread a network: two networks at once make more of two processors than one network on both, and the
     * order of its sums stays the same.
     */
    static Engine pytorch() {
        try {
            Engine engine = Engine.getEngine("PyTorch");
            JniUtils.setNumThreads(1);
            return engine;
        } catch (EngineException e) {
            throw new ModelException(
                    "PyTorch could not be loaded (" + e.getMessage() + "); training needs DJL's pytorch-engine,"
                            + " pytorch-jni and pytorch-native-cpu on the class path, and a folder to unpack them in"
                            + " (~/.djl.ai, or what DJL_CACHE_DIR names)",
                    e);
        }
    }

    private TrainedSequence run(EpochListener listener) {
        List<EpochLoss> epochs = new ArrayList<>();
        EpochLoss best = new EpochLoss(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        SafeTensors bestWeights = network.weights(settings.window());
        int[] samples = training.counted();
        while (epochs.size() < settings.maximumEpochs() && epochs.size() - best.epoch() < settings.patience()) {
            int epoch = epochs.size() + 1;
            EpochLoss loss = new EpochLoss(epoch, trainEpoch(epoch, samples), validationLoss(epoch));
            epochs.add(loss);
            listener.epochEnded(loss);
            if (loss.validation() < best.validation()) {
                best = loss;
                bestWeights = network.weights(settings.window());
            }
        }
        return new TrainedSequence(bestWeights.toBytes(), epochs, best.epoch());
    }

    private double trainEpoch(int epoch, int[] samples) {
        shuffle(samples);
        double loss = 0;
        int batch = 0;
        for (int from = 0; from < samples.length; from += settings.batch()) {
            batch++;
            int to = Math.min(samples.length, from + settings.batch());
            loss += trainBatch(samples, from, to, "epoch " + epoch + ", batch " + batch);
        }
        return loss;
    }

    private void shuffle(int[] samples) {
        for (int i = samples.length - 1; i > 0; i--) {
            int j = order.nextInt(i + 1);
            int swapped = samples[i];
            samples[i] = samples[j];
            samples[j] = swapped;
        }
    }

    /** One step of Adam. Everything PyTorch allocates for it is freed with the step's manager. */
    private double trainBatch(int[] samples, int from, int to, String when) {
        try (NDManager step = manager.newSubManager()) {
            double share = share(samples, from, to);
            NDArray targets = targets(step, samples, from, to, share);
            NDArray sequences = sequences(step, training, trainingRows, samples, from, to);
            double loss = recordedLoss(sequences, targets);
            requireFinite("loss", loss, when);
            Map<String, NDArray> gradients = gradients(step);
            clip(gradients.values(), when);
            adam.step(gradients);
            requireFinite("norm of the weights", norm(network.fixed(), step), when);
            return loss * share;
        }
    }

    private double recordedLoss(NDArray sequences, NDArray targets) {
        try (GradientRecording recording = new GradientRecording()) {
            NDArray loss = network.trainingLogits(sequences, dropout)
                    .logSoftmax(2)
                    .mul(targets)
                    .sum()
                    .neg();
            recording.backward(loss);
            return loss.getFloat();
        }
    }

    private double share(int[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int head = 0; head < settings.heads(); head++) {
                sum += training.share(samples[i], head);
            }
        }
        return sum;
    }

    /** Share of each sample and head in the batch's loss, at the outcome that came true: {@code [samples][heads][3]}. */
    private NDArray targets(NDManager step, int[] samples, int from, int to, double share) {
        int heads = settings.heads();
        float[] targets = new float[(to - from) * heads * OUTCOMES];
        for (int i = from; i < to; i++) {
            for (int head = 0; head < heads; head++) {
                double counts = training.share(samples[i], head);
                if (counts > 0) {
                    int at = ((i - from) * heads + head) * OUTCOMES;
                    targets[at + training.outcome(samples[i], head)] = (float) (counts / share);
                }
            }
        }
        return step.create(targets, new Shape(to - from, heads, OUTCOMES));
    }

    private NDArray sequences(NDManager step, SequenceTask task, NDArray rows, int[] samples, int from, int to) {
        NDArray indices = step.create(
                task.rowIndices(samples, from, to, settings.window()), new Shape(settings.window(), to - from));
        return indices.getNDArrayInternal()
                .embedding(indices, rows, SparseFormat.DENSE)
                .head();
    }

    private Map<String, NDArray> gradients(NDManager step) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        network.trained().forEach((name, weight) -> {
            NDArray gradient = weight.getGradient();
            gradient.attach(step); // it would otherwise live as long as the weight
            gradients.put(name, gradient);
        });
        return gradients;
    }

    private void clip(Collection<NDArray> gradients, String when) {
        double norm = norm(gradients, gradients.iterator().next().getManager());
        requireFinite("norm of the gradient", norm, when);
        if (norm > settings.gradientNorm()) {
            gradients.forEach(gradient -> gradient.muli(settings.gradientNorm() / norm));
        }
    }

    private static double norm(Collection<NDArray> arrays, NDManager step) {
        NDList norms = new NDList();
        for (NDArray array : arrays) {
            NDArray norm = array.norm();
            norm.attach(step);
            norms.add(norm);
        }
        return NDArrays.stack(norms).norm().getFloat();
    }

    private double validationLoss(int epoch) {
        int[] samples = validation.counted();
        double loss = 0;
        for (int from = 0; from < samples.length; from += VALIDATION_BATCH) {
            int to = Math.min(samples.length, from + VALIDATION_BATCH);
            try (NDManager step = manager.newSubManager()) {
                float[] logits = network.logits(sequences(step, validation, validationRows, samples, from, to))
                        .toFloatArray();
                for (int i = from; i < to; i++) {
                    loss += sampleLoss(samples[i], logits, (i - from) * settings.heads());
                }
            }
        }
        requireFinite("validation loss", loss, "epoch " + epoch);
        return loss;
    }

    private double sampleLoss(int sample, float[] logits, int firstHead) {
        double loss = 0;
        for (int head = 0; head < settings.heads(); head++) {
            double share = validation.share(sample, head);
            if (share > 0) {
                loss += share * crossEntropy(logits, (firstHead + head) * OUTCOMES, validation.outcome(sample, head));
            }
        }
        return loss;
    }

    private static double crossEntropy(float[] logits, int at, int outcome) {
        double largest = Math.max(logits[at], Math.max(logits[at + 1], logits[at + 2]));
        double sum = 0;
        for (int i = 0; i < OUTCOMES; i++) {
            sum += Math.exp(logits[at + i] - largest);
        }
        return largest + Math.log(sum) - logits[at + outcome];
    }

    private static void requireFinite(String name, double value, String when) {
        if (!Double.isFinite(value)) {
            throw new ModelException("direction_seq: " + name + " must be finite, was " + value + " in " + when);
        }
    }

    /**
     * PyTorch's own probabilities, to hold the plain-Java scores against.
     *
     * @param sequences {@code [samples][sessions][features]}, all of one shape
     * @return {@code [samples][heads][3]}
     */
    static float[][][] torchProbabilities(byte[] weights, float[][][] sequences) {
        SafeTensors tensors = SafeTensors.parse(weights, "direction_seq");
        try (NDManager manager = pytorch().newBaseManager()) {
            TorchNetwork network = TorchNetwork.of(manager, tensors);
            float[][][] probabilities = new float[sequences.length][][];
            for (int i = 0; i < sequences.length; i++) {
                try (NDManager step = manager.newSubManager()) {
                    NDArray sequence = step.create(sequences[i]).expandDims(1);
                    NDArray heads = network.logits(sequence).softmax(2).squeeze(0);
                    probabilities[i] = rows(heads.toFloatArray());
                }
            }
            return probabilities;
        }
    }

    private static float[][] rows(float[] flat) {
        float[][] rows = new float[flat.length / OUTCOMES][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * OUTCOMES, (row + 1) * OUTCOMES);
        }
        return rows;
    }
}
