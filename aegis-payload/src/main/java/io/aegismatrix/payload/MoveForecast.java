package io.aegismatrix.payload;

/**
 * How far the market will go.
 *
 * @param expectedMovePoints expected size of the move, index points, at least 0
 * @param interval prediction interval of the move
 */
public record MoveForecast(@Points double expectedMovePoints, Interval interval) {

    /** Validates. */
    public MoveForecast {
        Checks.nonNegative(expectedMovePoints, "expectedMovePoints");
        Checks.present(interval, "interval");
    }
}
