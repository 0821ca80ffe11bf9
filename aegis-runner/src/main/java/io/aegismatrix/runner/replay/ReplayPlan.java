package io.aegismatrix.runner.replay;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a schedule does in a stretch of sessions: trains in the morning of the first session of a period, infers in every
 * slot, scores in the evening.
 *
 * @param from first day to publish on
 * @param to last day to publish on
 * @param retrain how often seller and buyer are trained anew
 * @param network how often direction is, whose network takes most of the time
 * @param years length of the training history that ends the day before
 * @param slots when forecasts are published
 */
public record ReplayPlan(LocalDate from, LocalDate to, Rhythm retrain, Rhythm network, int years, Slots slots) {

    private static final int LONGEST_HISTORY = 50;
    private static final Duration TRAINED_BEFORE_OPEN = Duration.ofHours(2);
    private static final Duration SCORED_AFTER_CLOSE = Duration.ofHours(3);

    /** Validates order and length. */
    public ReplayPlan {
        Objects.requireNonNull(slots, "slots");
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from, was " + to + " and " + from);
        }
        if (years < 1 || years > LONGEST_HISTORY) {
            throw new IllegalArgumentException("years must be 1 to " + LONGEST_HISTORY + ", was " + years);
        }
    }

    /** Every step with these engines, earliest first; none if the stretch has no session. */
    public List<ReplayStep> steps(TradingCalendar calendar, List<EngineId> engines) {
        List<ReplayStep> steps = new ArrayList<>();
        List<LocalDate> sessions = calendar.sessions(from, to);
        for (int i = 0; i < sessions.size(); i++) {
            LocalDate session = sessions.get(i);
            List<EngineId> due = i == 0 ? engines : due(engines, sessions.get(i - 1), session);
            if (!due.isEmpty()) {
                Instant morning = calendar.open(session).minus(TRAINED_BEFORE_OPEN);
                steps.add(ReplayStep.train(morning, session, due, session.minusYears(years)));
            }
            for (Instant moment : slots.on(session, calendar)) {
                steps.add(ReplayStep.of(ReplayStep.Kind.INFER, moment, session));
            }
            Instant evening = calendar.close(session).plus(SCORED_AFTER_CLOSE);
            steps.add(ReplayStep.of(ReplayStep.Kind.SCORE, evening, session));
        }
        return List.copyOf(steps);
    }

    private List<EngineId> due(List<EngineId> engines, LocalDate before, LocalDate session) {
        boolean networkDue = network.beginsBetween(before, session);
        boolean othersDue = retrain.beginsBetween(before, session);
        return engines.stream()
                .filter(engine -> engine.equals(DirectionEngine.ID) ? networkDue : othersDue)
                .toList();
    }
}
