package io.aegismatrix.engine.metric;

/**
 * Numbers in [0, 1) that any language can make again: s ← (1103515245·s + 12345) mod 2³¹, value s / 2³¹. Golden numbers
 * of other tools are computed on them.
 */
final class Lcg {

    private Lcg() {}

    static double[] uniform(int count, long seed) {
        double[] values = new double[count];
        long state = seed;
        for (int i = 0; i < count; i++) {
            state = (state * 1_103_515_245L + 12_345L) % (1L << 31);
            values[i] = (double) state / (1L << 31);
        }
        return values;
    }

    static boolean[] below(double[] values, double[] limits) {
        boolean[] result = new boolean[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] < limits[i];
        }
        return result;
    }
}
