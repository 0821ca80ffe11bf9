package io.aegismatrix.runner.replay;

import io.aegismatrix.engine.EngineId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One command that a schedule runs.
 *
 * @param at when, which no other step shares
 * @param kind which command
 * @param session the session it belongs to
 * @param engines what is trained; none for the other kinds
 * @param trainedFrom first day of the training history; empty for the other kinds
 */
public record ReplayStep(
        Instant at, Kind kind, LocalDate session, List<EngineId> engines, Optional<LocalDate> trainedFrom) {

    /** The commands of a schedule. */
    public enum Kind {
        TRAIN,
        INFER,
        SCORE;

        /** The command's name. */
        public String command() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list and validates that training knows what it is about. */
    public ReplayStep {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(session, "session");
        engines = List.copyOf(engines);
        if ((kind == Kind.TRAIN) == (engines.isEmpty() || trainedFrom.isEmpty())) {
            throw new IllegalArgumentException(kind + " at " + at + ": engines and first day belong to training, was "
                    + engines + " from " + trainedFrom);
        }
    }

    static ReplayStep train(Instant at, LocalDate session, List<EngineId> engines, LocalDate from) {
        return new ReplayStep(at, Kind.TRAIN, session, engines, Optional.of(from));
    }

    static ReplayStep of(Kind kind, Instant at, LocalDate session) {
        return new ReplayStep(at, kind, session, List.of(), Optional.empty());
    }
}
