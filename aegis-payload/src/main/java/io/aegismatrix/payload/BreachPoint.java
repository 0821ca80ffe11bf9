package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The odds of passing one distance from spot over one horizon.
 *
 * @param horizonSessions horizon in sessions, above zero
 * @param distance distance from spot in whole index points, above zero
 * @param distanceFraction the same as a fraction of spot
 * @param probability probability that any price up to the horizon is that far away, on either side
 * @param up probability that any price is that far above
 * @param down probability that any price is that far below
 * @param closeProbability probability that the close at the horizon is beyond, on either side
 * @param closeUp probability that the close is beyond above
 * @param closeDown probability that the close is beyond below
 */
public record BreachPoint(
        int horizonSessions,
        int distance,
        @JsonProperty("distance_pct") double distanceFraction,
        double probability,
        double up,
        double down,
        double closeProbability,
        double closeUp,
        double closeDown) {

    /** Validates, and demands that a close beyond is never likelier than a touch. */
    public BreachPoint {
        Checks.atLeast(1, horizonSessions, "horizonSessions");
        Checks.atLeast(1, distance, "distance");
        Checks.price(distanceFraction, "distanceFraction");
        Checks.probability(probability, "touch probability");
        Checks.probability(up, "up");
        Checks.probability(down, "down");
        Checks.probability(closeProbability, "closeProbability");
        Checks.probability(closeUp, "closeUp");
        Checks.probability(closeDown, "closeDown");
        String where = " at " + distance + " points over " + horizonSessions + " sessions";
        BreachOdds.requireAtMost(closeProbability, "closeProbability", probability, "probability", where);
        BreachOdds.requireAtMost(closeUp, "closeUp", up, "up", where);
        BreachOdds.requireAtMost(closeDown, "closeDown", down, "down", where);
        BreachOdds.requireAtMost(up, "up", probability, "probability", where);
        BreachOdds.requireAtMost(down, "down", probability, "probability", where);
    }
}
