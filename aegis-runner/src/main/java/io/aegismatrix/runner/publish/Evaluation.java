package io.aegismatrix.runner.publish;

import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Payload;

/**
 * What one inference found.
 *
 * @param payload what to publish
 * @param features the market it was made from
 * @param results what the engines had to say
 */
public record Evaluation(Payload payload, FeatureSet features, EngineResults results) {

    /** The same with the live records of a prediction log beside those of walk-forward. */
    public Evaluation with(LiveView live) {
        return new Evaluation(live.addTo(payload), features, results);
    }
}
