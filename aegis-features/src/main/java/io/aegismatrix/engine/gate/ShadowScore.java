package io.aegismatrix.engine.gate;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What two versions of an engine lost on the same outcome: the one in use, whose forecast was published, and its
 * challenger, whose forecast was only logged. Both were made before the outcome, from the same market.
 *
 * @param output name of the output, such as {@code touch_5}
 * @param session decision session of both forecasts
 * @param horizon sessions ahead
 * @param championLoss loss of the published forecast; smaller is better
 * @param challengerLoss loss of the shadow forecast, in the same metric
 */
public record ShadowScore(String output, LocalDate session, int horizon, double championLoss, double challengerLoss) {

    /** Validates that the losses are finite and the horizon is ahead. */
    public ShadowScore {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(session, "session");
        if (horizon < 1) {
            throw new IllegalArgumentException(output + ": horizon must be at least 1, was " + horizon);
        }
        if (!Double.isFinite(championLoss) || !Double.isFinite(challengerLoss)) {
            throw new IllegalArgumentException(output + " on " + session + ": losses must be finite, was "
                    + championLoss + " and " + challengerLoss);
        }
    }
}
