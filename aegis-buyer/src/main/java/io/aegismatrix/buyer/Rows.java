package io.aegismatrix.buyer;

/** Rows as the scorers take them. */
final class Rows {

    private Rows() {}

    /** The values as floats. @throws io.aegismatrix.engine.ModelException if one is not finite */
    static float[] narrow(double[] values) {
        float[] narrowed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrowed[i] = (float) Trust.finite(values[i], "input " + i);
        }
        return narrowed;
    }
}
