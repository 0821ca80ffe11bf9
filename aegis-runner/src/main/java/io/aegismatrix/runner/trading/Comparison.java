package io.aegismatrix.runner.trading;

/**
 * A rule beside another over the same periods.
 *
 * @param against name of the other
 * @param sharpeDifference its annualised Sharpe ratio above that of the other
 * @param low lower end of the 95 % interval of the difference, from a paired block bootstrap
 * @param high upper end of that interval
 */
public record Comparison(String against, double sharpeDifference, double low, double high) {

    static Comparison of(Track track, Track other) {
        double[] difference = Performance.sharpeDifference(track, other);
        return new Comparison(other.name(), difference[0], difference[1], difference[2]);
    }

    /** In words. */
    String words() {
        if (low > 0) {
            return "better than " + against;
        }
        return high < 0 ? "lost to " + against : "not distinguishable from " + against;
    }
}
