package io.aegismatrix.runner.replay;

import io.aegismatrix.runner.log.PredictionLog;
import java.time.Instant;
import java.util.Optional;

/** Trains, infers and scores, as a step asks. */
@FunctionalInterface
public interface StepWork {

    /**
     * Does a step, at the moment it is due.
     *
     * @param log where forecasts are written down and scored
     * @return market time of what was published; empty if the step published nothing
     */
    Optional<Instant> live(ReplayStep step, PredictionLog log);
}
