package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelException;

/** Rows as the scorers take them. */
final class Rows {

    private Rows() {}

    /** The values as floats. @throws io.aegismatrix.engine.ModelException if one is not finite */
    static float[] narrow(double[] values) {
        float[] narrowed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrowed[i] = (float) ModelException.requireFinite(values[i], "input " + i);
        }
        return narrowed;
    }
}
