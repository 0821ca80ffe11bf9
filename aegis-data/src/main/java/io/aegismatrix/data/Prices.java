package io.aegismatrix.data;

/**
 * The rules every price bar obeys, in one place so that every error reads the same. Sessions and moments are turned into
 * words only for an error: a cold start reads tens of thousands of bars.
 */
final class Prices {

    /**
     * Prices of indices and of their options lie far inside: beyond is a broken number, whose square or ratio is not one
     * any more.
     */
    private static final double LEAST = 0.01;

    private static final double MOST = 1e9;

    /** A model's price of an option without value lies far below the smallest tick, and still above this. */
    private static final double LEAST_PREMIUM = 1e-9;

    /** Far more than all contracts and shares of the world. */
    private static final double MOST_COUNT = 1e18;

    private Prices() {}

    static void requireBar(double open, double high, double low, double close, Object when) {
        requirePrice(open, "open", when);
        requirePrice(high, "high", when);
        requirePrice(low, "low", when);
        requirePrice(close, "close", when);
        if (high < low) {
            throw new IllegalArgumentException(
                    "high must be at least low, was high=" + high + ", low=" + low + " on " + when);
        }
        if (high < Math.max(open, close)) {
            throw new IllegalArgumentException("high must be at least open and close, was high=" + high + ", open="
                    + open + ", close=" + close + " on " + when);
        }
        if (low > Math.min(open, close)) {
            throw new IllegalArgumentException("low must be at most open and close, was low=" + low + ", open=" + open
                    + ", close=" + close + " on " + when);
        }
    }

    static void requirePrice(double value, String name, Object when) {
        if (!Double.isFinite(value) || value <= 0) {
            throw new IllegalArgumentException(name + " must be finite and positive, was " + value + " on " + when);
        }
        if (value < LEAST || value > MOST) {
            throw new IllegalArgumentException(
                    name + " must be from " + LEAST + " to " + MOST + ", was " + value + " on " + when);
        }
    }

    /** Price of an option, which a model may put far below the smallest tick. */
    static void requirePremium(double value, String name, Object when) {
        if (!(value >= LEAST_PREMIUM && value <= MOST)) {
            throw new IllegalArgumentException(
                    name + " must be from " + LEAST_PREMIUM + " to " + MOST + ", was " + value + " for " + when);
        }
    }

    /** Contracts or shares. */
    static void requireCount(double value, String name, Object when) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value + " on " + when);
        }
        if (value > MOST_COUNT) {
            throw new IllegalArgumentException(
                    name + " must be at most " + MOST_COUNT + ", was " + value + " on " + when);
        }
    }
}
