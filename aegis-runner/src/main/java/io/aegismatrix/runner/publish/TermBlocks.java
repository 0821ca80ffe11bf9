package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.volatility.EventMultipliers.Multiplier;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.EventsAhead.Ahead;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.features.chain.TermStructure;
import io.aegismatrix.payload.EventMove;
import io.aegismatrix.payload.ForwardVolatility;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the published expiries say of the time between them: see {@link TermStructure}.
 *
 * @param forwards between neighbouring expiries
 * @param events known events up to the last of them
 */
record TermBlocks(List<ForwardVolatility> forwards, List<EventMove> events) {

    static TermBlocks of(
            FeatureSet features, Instant asOf, List<ExpiryAnalytics> expiries, Optional<CombinedVolatility> forecast) {
        SortedMap<LocalDate, List<Ahead>> bySession = features.events().after(features.decisionRow()).stream()
                .collect(Collectors.groupingBy(ahead -> ahead.event().session(), TreeMap::new, Collectors.toList()));
        SortedMap<LocalDate, OptionalDouble> known = new TreeMap<>();
        bySession.forEach((session, events) -> known.put(session, multiplier(events, forecast)));
        LocalDate today = asOf.atZone(features.snapshot().calendar().zone()).toLocalDate();
        TermStructure term = TermStructure.of(expiries, today, known);
        return new TermBlocks(
                term.forwards().stream().map(TermBlocks::forward).toList(),
                term.events().stream()
                        .map(event -> event(event, bySession.getOrDefault(event.session(), List.of())))
                        .toList());
    }

    /** The product over the events of one session, as forecasts have it; empty if one was never measured. */
    private static OptionalDouble multiplier(List<Ahead> events, Optional<CombinedVolatility> forecast) {
        double product = 1;
        for (Ahead ahead : events) {
            Optional<Multiplier> measured =
                    forecast.flatMap(model -> model.event(ahead.event().kind()));
            if (measured.isEmpty()) {
                return OptionalDouble.empty();
            }
            product *= measured.get().variance();
        }
        return OptionalDouble.of(product);
    }

    private static ForwardVolatility forward(TermStructure.Forward forward) {
        return new ForwardVolatility(
                forward.from(),
                forward.to(),
                (int) Math.round(forward.sessions()),
                forward.volatility(),
                forward.reason());
    }

    private static EventMove event(TermStructure.EventSession found, List<Ahead> events) {
        return new EventMove(
                found.session(),
                events.stream().map(ahead -> ahead.event().name()).distinct().collect(Collectors.joining("; ")),
                found.expiry(),
                found.move(),
                found.multiplier(),
                found.reason());
    }
}
