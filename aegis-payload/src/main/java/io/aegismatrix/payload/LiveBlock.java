package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the live records were measured on: forecasts that were published, written down at once, and compared with what
 * then happened. They stand beside the walk-forward records, as {@code live} of models and ranges.
 *
 * @param records the outcomes counted, or why there are none
 * @param log how the prediction log stood, whether or not there are records; empty if it held nothing or cannot be relied on
 */
public record LiveBlock(
        @Flat Block<Span> records,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<LogStand> log) {

    /**
     * The outcomes counted.
     *
     * @param firstSession first decision session with a known outcome
     * @param lastSession last of them
     * @param sessions decision sessions with a known outcome, above zero; one forecast of each kind counts a session, the first
     * @param replayed those among them that were not written down at the time but by a later run that looked back
     * @param window most recent known outcomes of each kind that count, above zero
     */
    public record Span(LocalDate firstSession, LocalDate lastSession, int sessions, int replayed, int window) {

        /** Validates the order of the sessions and the counts. */
        public Span {
            Checks.present(firstSession, "firstSession");
            Checks.present(lastSession, "lastSession");
            Checks.atLeast(1, sessions, "sessions");
            Checks.atLeast(0, replayed, "replayed");
            Checks.atLeast(1, window, "window");
            if (firstSession.isAfter(lastSession)) {
                throw new IllegalArgumentException(
                        "firstSession must not be after lastSession, was " + firstSession + " and " + lastSession);
            }
            if (replayed > sessions) {
                throw new IllegalArgumentException(
                        "replayed must be at most sessions, was " + replayed + " of " + sessions);
            }
        }
    }

    /** Validates. */
    public LiveBlock {
        Checks.present(records, "records");
        Checks.present(log, "log");
    }

    /** No live record, and why; nothing is said of the log. */
    public static LiveBlock unavailable(String reason) {
        return new LiveBlock(Block.unavailable(reason), Optional.empty());
    }
}
