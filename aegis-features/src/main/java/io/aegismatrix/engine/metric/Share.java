package io.aegismatrix.engine.metric;

/**
 * A measured share, such as the coverage of a range: how often something held.
 *
 * @param value share in [0, 1]
 * @param lower lower end of its 95 % interval from a block bootstrap; the value itself if there are too few outcomes
 * @param upper upper end of that interval; the value itself if there are too few outcomes
 * @param n number of outcomes, at least 1
 */
public record Share(double value, double lower, double upper, int n) {

    /** Validates that the value is a share of at least one outcome. */
    public Share {
        if (n < 1 || !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("expected a share of at least one outcome, was " + value + " of " + n);
        }
    }

    /**
     * Share of the outcomes that held.
     *
     * @param held one entry an outcome, in time order: 1 if it held, else 0
     * @param horizon sessions the outcomes overlap
     */
    public static Share of(double[] held, int horizon) {
        double sum = 0;
        for (double one : held) {
            sum += one;
        }
        double value = sum / held.length;
        double[] interval = BlockBootstrap.meanInterval(held, Math.max(5, horizon));
        boolean known = Double.isFinite(interval[0]);
        return new Share(
                value,
                known ? Math.min(value, Math.max(0, interval[0])) : value,
                known ? Math.max(value, Math.min(1, interval[1])) : value,
                held.length);
    }
}
