package io.aegismatrix.engine;

/**
 * What a training run may be told besides the data. Same settings, same data, same version: same bytes.
 *
 * @param seed every generator is split from it in a fixed order
 * @param folds walk-forward folds that out-of-sample scores come from, at least 2
 * @param embargo sessions left out between a fold's training part and its test part, on top of the label's horizon
 * @param maximumEpochs most passes over the data the sequence network may take; early stopping usually ends sooner
 * @param threads most networks that are trained at a time, {@link #ALL_PROCESSORS} for one a processor. No byte depends on it
 */
public record TrainingSettings(long seed, int folds, int embargo, int maximumEpochs, int threads) {

    /** In place of a number of threads: as many as there are processors. */
    public static final int ALL_PROCESSORS = 0;

    /** Validates the ranges. */
    public TrainingSettings {
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be at least 2, was " + folds);
        }
        if (embargo < 0) {
            throw new IllegalArgumentException("embargo must be at least 0 sessions, was " + embargo);
        }
        if (maximumEpochs < 1) {
            throw new IllegalArgumentException("maximumEpochs must be at least 1, was " + maximumEpochs);
        }
        if (threads < 0) {
            throw new IllegalArgumentException("threads must be at least 0, was " + threads);
        }
    }

    /** Settings for one thread a processor. */
    public TrainingSettings(long seed, int folds, int embargo, int maximumEpochs) {
        this(seed, folds, embargo, maximumEpochs, ALL_PROCESSORS);
    }

    /** Six folds, five sessions of embargo, at most fifty epochs. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(20_241_231L, 6, 5, 50);
    }

    /** The same settings with another seed. */
    public TrainingSettings withSeed(long other) {
        return new TrainingSettings(other, folds, embargo, maximumEpochs, threads);
    }

    /** The same settings with another number of folds. */
    public TrainingSettings withFolds(int other) {
        return new TrainingSettings(seed, other, embargo, maximumEpochs, threads);
    }

    /** The same settings with another limit of epochs. */
    public TrainingSettings withMaximumEpochs(int other) {
        return new TrainingSettings(seed, folds, embargo, other, threads);
    }

    /** The same settings on another number of threads. */
    public TrainingSettings withThreads(int other) {
        return new TrainingSettings(seed, folds, embargo, maximumEpochs, other);
    }
}
