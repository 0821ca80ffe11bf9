package io.aegismatrix.engine.metric;

/**
 * A measured share, such as the coverage of a range: how often something held.
 *
 * @param value share in [0, 1]
 * @param lower lower end of its 95 % interval
 * @param upper upper end of that interval
 * @param n number of outcomes, at least 1
 */
public record Share(double value, double lower, double upper, int n) {

    /** Independent outcomes of the rarer kind below which a bootstrap has next to nothing to draw from. */
    private static final double RARE = 1;

    /** Normal quantile of a two-sided 95 %. */
    private static final double NORMAL = 1.959963984540054;

    /** Validates that the value is a share of at least one outcome. */
    public Share {
        if (n < 1 || !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("expected a share of at least one outcome, was " + value + " of " + n);
        }
    }

    /**
     * Share of the outcomes that held. The interval is that of a block bootstrap. Where next to nothing or next to
     * everything held, a bootstrap can only repeat that and its interval shrinks to a point, so there it is widened to
     * the score interval of Wilson (1927), with overlapping outcomes counted once: n / horizon in place of n. It always
     * has a width.
     *
     * @param held one entry an outcome, in time order: 1 if it held, else 0
     * @param horizon sessions the outcomes overlap
     */
    public static Share of(double[] held, int horizon) {
        return of(held, horizon, heldInterval(held, horizon));
    }

    /**
     * The same with the bootstrap already done.
     *
     * @param bootstrap what {@link #heldInterval} said of the same outcomes
     */
    public static Share of(double[] held, int horizon, double[] bootstrap) {
        double sum = 0;
        for (double one : held) {
            sum += one;
        }
        double value = sum / held.length;
        double independent = Math.max(1, (double) held.length / Math.max(1, horizon));
        boolean known = Double.isFinite(bootstrap[0]);
        double[] interval = known ? bootstrap : new double[] {value, value};
        if (!known || Math.min(value, 1 - value) * independent < RARE) {
            double[] wilson = wilson(value, independent);
            interval = new double[] {Math.min(interval[0], wilson[0]), Math.max(interval[1], wilson[1])};
        }
        return new Share(
                value,
                Math.min(value, Math.max(0, interval[0])),
                Math.max(value, Math.min(1, interval[1])),
                held.length);
    }

    /**
     * The bootstrap's 95 % interval of the share, which takes the time of {@link #of(double[], int)}.
     *
     * @return lower and upper end; NaN both if there are too few outcomes
     */
    public static double[] heldInterval(double[] held, int horizon) {
        return BlockBootstrap.meanInterval(held, Math.max(5, horizon));
    }

    private static double[] wilson(double value, double independent) {
        double square = NORMAL * NORMAL / independent;
        double middle = (value + square / 2) / (1 + square);
        double reach =
                NORMAL / (1 + square) * Math.sqrt(value * (1 - value) / independent + square / (4 * independent));
        return new double[] {middle - reach, middle + reach};
    }
}
