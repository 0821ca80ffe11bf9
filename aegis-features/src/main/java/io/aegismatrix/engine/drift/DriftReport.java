package io.aegismatrix.engine.drift;

import java.util.List;

/**
 * How one session, and those before it, compare with a model's training.
 *
 * @param watched number of features compared
 * @param outside features outside their 0.1 to 99.9 % training band on the decision session
 * @param outsideLimit share of features that may be outside
 * @param distance Mahalanobis distance of the decision session from the training's centre, per √feature, so that 1 is
 *     usual
 * @param distanceLimit what 99.9 % of the training sessions stayed below
 * @param sessions trailing sessions behind the drift
 * @param features drift of each feature over those sessions, largest PSI first
 * @param driftedLimit share of features that may have drifted
 */
public record DriftReport(
        int watched,
        List<String> outside,
        double outsideLimit,
        double distance,
        double distanceLimit,
        int sessions,
        List<FeatureDrift> features,
        double driftedLimit) {

    /** Validates that something was compared and copies the lists. */
    public DriftReport {
        if (watched < 1) {
            throw new IllegalArgumentException("at least 1 feature must be watched, was " + watched);
        }
        outside = List.copyOf(outside);
        features = List.copyOf(features);
    }

    /** Share of the features outside their band. */
    public double outsideShare() {
        return (double) outside.size() / watched;
    }

    /** Whether the session is one the training hardly knew: the model extrapolates. */
    public boolean outOfDistribution() {
        return outsideShare() > outsideLimit || distance > distanceLimit;
    }

    /** Share of the features that drifted. */
    public double driftedShare() {
        return features.isEmpty()
                ? 0
                : (double) features.stream().filter(FeatureDrift::drifted).count() / features.size();
    }

    /** Whether more features drifted than in 99 % of the training's own windows: time to train again. */
    public boolean drifted() {
        return driftedShare() > driftedLimit;
    }
}
