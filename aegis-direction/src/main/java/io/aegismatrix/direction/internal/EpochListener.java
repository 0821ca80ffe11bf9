package io.aegismatrix.direction.internal;

/** Told after each epoch, on the training thread. */
@FunctionalInterface
public interface EpochListener {

    /** Called once an epoch's validation loss is known. */
    void epochEnded(EpochLoss loss);

    /** A listener that does nothing. */
    static EpochListener none() {
        return loss -> {};
    }
}
