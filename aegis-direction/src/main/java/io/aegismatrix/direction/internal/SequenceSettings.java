package io.aegismatrix.direction.internal;

/**
 * Size of the recurrent network and how it is trained.
 *
 * @param window sessions of a sequence
 * @param hidden LSTM units per direction
 * @param layers stacked bidirectional LSTM layers
 * @param dropout share of activations dropped between layers in training, in [0, 1)
 * @param dense units between attention and heads
 * @param heads softmax outputs, one for each horizon
 * @param learningRate Adam's step
 * @param batch samples of a training step
 * @param maximumEpochs passes over the training samples at most
 * @param gradientNorm longest gradient; a longer one is shortened to it
 * @param patience epochs without a better validation loss after which training stops
 * @param seed decides initial weights, order of the samples and dropout
 */
public record SequenceSettings(
        int window,
        int hidden,
        int layers,
        double dropout,
        int dense,
        int heads,
        double learningRate,
        int batch,
        int maximumEpochs,
        double gradientNorm,
        int patience,
        long seed) {

    /** Checks every number. @throws IllegalArgumentException quoting the bad value */
    public SequenceSettings {
        requirePositive("window", window);
        requirePositive("hidden", hidden);
        requirePositive("layers", layers);
        requirePositive("dense", dense);
        requirePositive("heads", heads);
        requirePositive("batch", batch);
        requirePositive("maximumEpochs", maximumEpochs);
        requirePositive("patience", patience);
        requirePositive("learningRate", learningRate);
        requirePositive("gradientNorm", gradientNorm);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be in [0, 1), was " + dropout);
        }
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(name + " must be positive and finite, was " + value);
        }
    }

    /** The direction engine's own settings: 60 sessions, two layers of 128 units, six horizons. */
    public static SequenceSettings defaults(long seed) {
        return new SequenceSettings(60, 128, 2, 0.3, 64, 6, 1e-3, 32, 50, 1, 8, seed);
    }

    /** A copy with another network: sessions, LSTM units, dense units and heads. */
    public SequenceSettings withNetwork(int newWindow, int newHidden, int newDense, int newHeads) {
        return new SequenceSettings(
                newWindow,
                newHidden,
                layers,
                dropout,
                newDense,
                newHeads,
                learningRate,
                batch,
                maximumEpochs,
                gradientNorm,
                patience,
                seed);
    }

    /** A copy that trains otherwise: Adam's step, passes at most, and patience. */
    public SequenceSettings withTraining(double newLearningRate, int newMaximumEpochs, int newPatience) {
        return new SequenceSettings(
                window,
                hidden,
                layers,
                dropout,
                dense,
                heads,
                newLearningRate,
                batch,
                newMaximumEpochs,
                gradientNorm,
                newPatience,
                seed);
    }

    /** A copy with another seed. */
    public SequenceSettings withSeed(long newSeed) {
        return new SequenceSettings(
                window,
                hidden,
                layers,
                dropout,
                dense,
                heads,
                learningRate,
                batch,
                maximumEpochs,
                gradientNorm,
                patience,
                newSeed);
    }
}
