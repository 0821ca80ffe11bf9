package io.aegismatrix.direction.internal;

import java.util.List;

/** A trained network: the weights of its best epoch, and how training went. Immutable. */
public final class TrainedSequence {

    private final byte[] weights;
    private final List<EpochLoss> epochs;
    private final int bestEpoch;

    TrainedSequence(byte[] weights, List<EpochLoss> epochs, int bestEpoch) {
        this.weights = weights;
        this.epochs = List.copyOf(epochs);
        this.bestEpoch = bestEpoch;
    }

    /** Weights after the best epoch as a safetensors file, for {@code SequenceNetwork.parse}. */
    public byte[] weights() {
        return weights.clone();
    }

    /** Losses of every epoch that ran, in order. */
    public List<EpochLoss> epochs() {
        return epochs;
    }

    /** The epoch with the lowest validation loss, counted from 1; the earliest if there are several. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** Validation loss after the best epoch: that of {@link #weights()}. */
    public double bestValidationLoss() {
        return epochs.get(bestEpoch - 1).validation();
    }
}
