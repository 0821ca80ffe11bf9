package io.aegismatrix.payload;

import java.util.List;
import java.util.Optional;

/**
 * The odds of a breach over distances and horizons: less likely further away, likelier the longer the wait.
 *
 * @param breachProbabilities odds of passing each distance over the headline horizon, nearest first
 * @param breachSurface the same over every horizon
 */
public record BreachOdds(List<BreachPoint> breachProbabilities, List<BreachPoint> breachSurface) {

    /** Room for two rounded probabilities to differ although the exact ones did not. */
    private static final double TOLERANCE = 1e-6 + 1e-9;

    /** Validates that there are odds, and that they are monotone. */
    public BreachOdds {
        breachProbabilities = Checks.some(breachProbabilities, "breachProbabilities");
        breachSurface = Checks.some(breachSurface, "breachSurface");
        requireMonotone(breachProbabilities);
        requireMonotone(breachSurface);
    }

    /** The odds over a horizon in sessions at a distance that is a fraction of spot (compared within 1e-6). */
    public Optional<BreachPoint> find(int horizonSessions, double distanceFraction) {
        return breachSurface.stream()
                .filter(point -> point.horizonSessions() == horizonSessions)
                .filter(point -> Math.abs(point.distanceFraction() - distanceFraction) <= 1e-6)
                .findFirst();
    }

    private static void requireMonotone(List<BreachPoint> points) {
        for (BreachPoint nearer : points) {
            for (BreachPoint other : points) {
                if (nearer.horizonSessions() == other.horizonSessions() && nearer.distance() < other.distance()) {
                    requireFallingWithDistance(nearer, other);
                }
                if (nearer.distance() == other.distance() && nearer.horizonSessions() < other.horizonSessions()) {
                    requireRisingWithHorizon(nearer, other);
                }
            }
        }
    }

    private static void requireFallingWithDistance(BreachPoint nearer, BreachPoint further) {
        String where = ": over " + nearer.horizonSessions() + " sessions, " + further.distance()
                + " points must not be likelier than " + nearer.distance();
        requireAtMost(further.probability(), "probability", nearer.probability(), "probability", where);
        requireAtMost(further.up(), "up", nearer.up(), "up", where);
        requireAtMost(further.down(), "down", nearer.down(), "down", where);
        requireAtMost(
                further.closeProbability(), "closeProbability", nearer.closeProbability(), "closeProbability", where);
        requireAtMost(further.closeUp(), "closeUp", nearer.closeUp(), "closeUp", where);
        requireAtMost(further.closeDown(), "closeDown", nearer.closeDown(), "closeDown", where);
    }

    private static void requireRisingWithHorizon(BreachPoint sooner, BreachPoint later) {
        String where = ": " + sooner.distance() + " points must not be likelier over " + sooner.horizonSessions()
                + " sessions than over " + later.horizonSessions();
        requireAtMost(sooner.probability(), "probability", later.probability(), "probability", where);
        requireAtMost(sooner.up(), "up", later.up(), "up", where);
        requireAtMost(sooner.down(), "down", later.down(), "down", where);
    }

    static void requireAtMost(double smaller, String smallerName, double larger, String largerName, String where) {
        if (smaller > larger + TOLERANCE) {
            throw new IllegalArgumentException(
                    smallerName + " must be at most " + largerName + ", was " + smaller + " > " + larger + where);
        }
    }
}
