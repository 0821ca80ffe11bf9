package io.aegismatrix.payload;

import io.aegismatrix.payload.SellerOutlook.BreachPoint;
import java.util.List;

/** The rules breach odds obey among themselves: less likely further away, likelier the longer the wait. */
final class BreachSurfaces {

    /** Room for two rounded probabilities to differ although the exact ones did not. */
    private static final double TOLERANCE = 1e-6 + 1e-9;

    private BreachSurfaces() {}

    static void requireMonotone(List<BreachPoint> points) {
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
