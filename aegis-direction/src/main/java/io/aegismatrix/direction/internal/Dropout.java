package io.aegismatrix.direction.internal;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;

/**
 * Inverted dropout (Srivastava et al. 2014) by a generator of its own: PyTorch has one for the whole process, so networks
 * trained side by side would change each other. Not thread-safe.
 */
final class Dropout {

    /** Values a {@code char} of random bits can take. */
    private static final int CHARS = 1 << Character.SIZE;

    private final int dropped;
    private final float kept;
    private final SplittableRandom random;

    /**
     * A dropout.
     *
     * @param share of the values that become 0, to the nearest 1/65,536
     */
    Dropout(double share, SplittableRandom random) {
        this.dropped = (int) Math.round(share * CHARS);
        this.kept = (float) (1 / (1 - (double) dropped / CHARS));
        this.random = random;
    }

    /** The values with some of them dropped, and the others as much larger; the result lives in their manager. */
    NDArray applied(NDArray values) {
        if (dropped == 0) {
            return values;
        }
        float[] factors = new float[Math.toIntExact(values.size())];
        for (int i = 0; i < factors.length; i += Long.BYTES / Character.BYTES) {
            long bits = random.nextLong();
            for (int j = i; j < Math.min(factors.length, i + Long.BYTES / Character.BYTES); j++) {
                factors[j] = (char) bits < dropped ? 0 : kept;
                bits >>>= Character.SIZE;
            }
        }
        return values.mul(values.getManager().create(factors, values.getShape()));
    }
}
