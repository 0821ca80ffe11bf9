package io.aegismatrix.engine.volatility;

import io.aegismatrix.features.EventsAhead;
import java.util.Optional;

/** What known events do to the forecasts of a history's sessions, by one set of multipliers. Immutable. */
final class EventVariance {

    /** Of nothing known. */
    static final EventVariance NONE = new EventVariance(EventMultipliers.NONE, Optional.empty());

    private final EventMultipliers multipliers;
    private final Optional<EventsAhead> events;

    EventVariance(EventMultipliers multipliers, EventsAhead events) {
        this(multipliers, Optional.of(events));
    }

    private EventVariance(EventMultipliers multipliers, Optional<EventsAhead> events) {
        this.multipliers = multipliers;
        this.events = events;
    }

    EventMultipliers multipliers() {
        return multipliers;
    }

    /** What the standard deviation of the sessions after a row is multiplied with. */
    double deviation(int row, double sessions) {
        return events.map(known -> Math.sqrt(multipliers.variance(known.after(row), sessions)))
                .orElse(1.0);
    }
}
