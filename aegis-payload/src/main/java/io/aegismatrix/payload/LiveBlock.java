package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the live records were measured on: forecasts that were published, written down at once, and compared with what
 * then happened. They stand beside the walk-forward records, as {@code live} of models and ranges.
 *
 * @param firstSession first decision session with a known outcome
 * @param lastSession last of them
 * @param sessions decision sessions with a known outcome, above zero; one forecast of each kind counts a session, the first
 * @param replayed those among them that were not written down at the time but by a later run that looked back
 * @param window most recent known outcomes of each kind that count, above zero
 * @param source how the records were measured, or why there are none
 * @param log how the prediction log stood, whether or not there are records; empty if it held nothing or cannot be relied on
 */
public record LiveBlock(
        Optional<LocalDate> firstSession,
        Optional<LocalDate> lastSession,
        OptionalInt sessions,
        OptionalInt replayed,
        OptionalInt window,
        Source source,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<LogStand> log) {

    /** Validates that the counts are there exactly if there are records. */
    public LiveBlock {
        Checks.atLeast(1, sessions, "sessions");
        Checks.atLeast(0, replayed, "replayed");
        Checks.atLeast(1, window, "window");
        Checks.present(log, "log");
        Checks.present(source, "source")
                .explains("firstSession", firstSession)
                .explains("lastSession", lastSession)
                .explains("sessions", sessions.isPresent(), sessions)
                .explains("replayed", replayed.isPresent(), replayed)
                .explains("window", window.isPresent(), window);
        if (firstSession.isPresent()
                && lastSession.isPresent()
                && firstSession.get().isAfter(lastSession.get())) {
            throw new IllegalArgumentException("firstSession must not be after lastSession, was " + firstSession.get()
                    + " and " + lastSession.get());
        }
        if (sessions.isPresent() && replayed.isPresent() && replayed.getAsInt() > sessions.getAsInt()) {
            throw new IllegalArgumentException(
                    "replayed must be at most sessions, was " + replayed.getAsInt() + " of " + sessions.getAsInt());
        }
    }

    /** What records were measured on. */
    public static LiveBlock of(LocalDate first, LocalDate last, int sessions, int replayed, int window, Source source) {
        return new LiveBlock(
                Optional.of(first),
                Optional.of(last),
                OptionalInt.of(sessions),
                OptionalInt.of(replayed),
                OptionalInt.of(window),
                source,
                Optional.empty());
    }

    /** No live record, and why. */
    public static LiveBlock unavailable(String reason) {
        return new LiveBlock(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Source.unavailable(reason),
                Optional.empty());
    }

    /** The same, with how the log stood. */
    public LiveBlock withLog(LogStand stand) {
        return new LiveBlock(firstSession, lastSession, sessions, replayed, window, source, Optional.of(stand));
    }
}
