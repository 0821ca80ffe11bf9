package io.aegismatrix.engine.score;

import java.util.stream.IntStream;

/** Between the single precision that models are stored in and the double precision they are worked out in. */
public final class Floats {

    private Floats() {}

    /** Each value rounded to single precision. */
    public static float[] narrowed(double[] values) {
        float[] narrowed = new float[values.length];
        for (int i = 0; i < narrowed.length; i++) {
            narrowed[i] = (float) values[i];
        }
        return narrowed;
    }

    /** The same values in double precision. */
    public static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
