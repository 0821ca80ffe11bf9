package io.aegismatrix.engine;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the record of what was in use when, and why.
 *
 * @param at when it was decided
 * @param action what was done
 * @param version the version it was done with
 * @param previous the version in use before; empty if there was none
 * @param reason why, in words for whoever asks later
 */
public record ModelChange(Instant at, Action action, String version, Optional<String> previous, String reason) {

    /** What can happen to a version. */
    public enum Action {
        /** Trained, passed every gate, and put in use. */
        TRAINED,
        /** Kept as the challenger; what is in use did not change. */
        CHALLENGED,
        /** Put in use by decision. */
        PROMOTED,
        /** The one in use before was put back. */
        ROLLED_BACK
    }

    /** Validates that everything is said. */
    public ModelChange {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(previous, "previous");
        if (reason.isBlank()) {
            throw new IllegalArgumentException(action + " of " + version + ": the reason must not be blank");
        }
    }

    /** Whether it changed what is in use. */
    boolean changesUse() {
        return action != Action.CHALLENGED;
    }
}
