package io.aegismatrix.payload;

/**
 * A central prediction interval of a move, in signed index points from spot.
 *
 * @param level probability that the move ends inside, above 0 and below 1
 * @param lowPoints lower end
 * @param highPoints upper end
 */
public record Interval(double level, double lowPoints, double highPoints) {

    /** Validates and rounds. */
    public Interval {
        level = Decimals.level(level);
        lowPoints = Decimals.points(lowPoints, "lowPoints");
        highPoints = Decimals.points(highPoints, "highPoints");
        Checks.ordered(lowPoints, "lowPoints", highPoints, "highPoints");
    }
}
