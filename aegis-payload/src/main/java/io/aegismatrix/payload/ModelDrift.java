package io.aegismatrix.payload;

import java.util.List;

/**
 * How the session compares with what a model was trained on.
 *
 * @param outOfDistribution whether the training hardly knew such a session, so that the model extrapolates: more features
 *     outside their band, or a greater distance, than in 99.9 % of the training sessions
 * @param watched features compared, at least 1
 * @param outsideShare share of them outside their 0.1 to 99.9 % training band, 0 to 1
 * @param outside the first five of those
 * @param distance Mahalanobis distance from the training's centre per √feature, where 1 is usual
 * @param distanceLimit what 99.9 % of the training sessions stayed below
 * @param drifted whether the last {@code sessions} left their training values on more features than 99 % of equally long
 *     windows of the training did
 * @param sessions sessions behind the drift
 * @param driftedShare share of the features that drifted, 0 to 1
 * @param worstFeature the feature whose distribution moved most
 * @param worstPsi its population stability index
 * @param worstKs its statistic of Kolmogorov and Smirnov, 0 to 1
 */
public record ModelDrift(
        boolean outOfDistribution,
        int watched,
        double outsideShare,
        List<String> outside,
        double distance,
        double distanceLimit,
        boolean drifted,
        int sessions,
        double driftedShare,
        String worstFeature,
        double worstPsi,
        double worstKs) {

    /** Validates the numbers and copies the list. */
    public ModelDrift {
        Checks.atLeast(1, watched, "watched");
        Checks.probability(outsideShare, "outsideShare");
        outside = List.copyOf(outside);
        Checks.finite(distance, "distance");
        Checks.finite(distanceLimit, "distanceLimit");
        Checks.atLeast(1, sessions, "sessions");
        Checks.probability(driftedShare, "driftedShare");
        Checks.text(worstFeature, "worstFeature");
        Checks.finite(worstPsi, "worstPsi");
        Checks.probability(worstKs, "worstKs");
    }
}
