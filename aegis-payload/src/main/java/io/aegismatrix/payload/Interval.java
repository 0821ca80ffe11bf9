package io.aegismatrix.payload;

/**
 * A central prediction interval of a move, in signed index points from spot.
 *
 * @param level probability that the move ends inside, above 0 and below 1
 * @param lowPoints lower end
 * @param highPoints upper end
 */
public record Interval(
        double level, @Points double lowPoints, @Points double highPoints) {

    /** Validates. */
    public Interval {
        Checks.level(level);
        Checks.finite(lowPoints, "lowPoints");
        Checks.finite(highPoints, "highPoints");
        Checks.ordered(lowPoints, "lowPoints", highPoints, "highPoints");
    }
}
