package io.aegismatrix.runner.replay;

import java.util.List;

/** Hears how a replay goes, from the thread that lives it, and may end it. */
@FunctionalInterface
public interface ReplayListener {

    /** Hears nothing. */
    ReplayListener NONE = (steps, done) -> {};

    /** Learns which step is about to be done. */
    default void begins(ReplayStep step) {}

    /** Learns that the first {@code done} of all steps are done. */
    void done(List<ReplayStep> steps, int done);

    /** Whether to go on; asked before and after every step. What the step did meanwhile is done again by the next replay. */
    default boolean goesOn() {
        return true;
    }
}
