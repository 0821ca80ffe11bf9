package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Size of the move that one standard deviation stands for.
 *
 * @param horizon sessions, above zero
 * @param points size in index points
 * @param fraction size as a fraction of spot
 */
public record ExpectedMove(
        int horizon,
        @Points double points,
        @JsonProperty("pct") double fraction) {

    /** Validates. */
    public ExpectedMove {
        Checks.atLeast(1, horizon, "horizon");
        Checks.nonNegative(points, "points");
        Checks.nonNegative(fraction, "fraction");
    }
}
