package io.aegismatrix.data;

/**
 * The rules every price bar obeys, in one place so that every error reads the same. Sessions and moments are turned into
 * words only for an error: a cold start reads tens of thousands of bars.
 */
final class Prices {

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
    }
}
