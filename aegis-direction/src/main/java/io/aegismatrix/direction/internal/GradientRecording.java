package io.aegismatrix.direction.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * What is computed on this thread while open is recorded for its gradient. DJL's own collector allows one in a process,
 * and sets the gradients of everybody else's arrays to zero when it opens; PyTorch itself records a thread at a time.
 */
final class GradientRecording implements AutoCloseable {

    private final boolean before = JniUtils.isGradMode();

    /** Starts to record. */
    GradientRecording() {
        JniUtils.setGradMode(true);
    }

    /** Fills in the gradients of a loss, a single number. */
    void backward(NDArray loss) {
        try (NDArray one = loss.onesLike()) {
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
        }
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
