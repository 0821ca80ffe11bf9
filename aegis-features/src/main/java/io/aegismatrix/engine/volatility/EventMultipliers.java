package io.aegismatrix.engine.volatility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelJson;
import io.aegismatrix.features.EventsAhead;
import io.aegismatrix.features.EventsAhead.Ahead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By how much known events multiply the variance of the session that reacts, measured on past ones and drawn towards 1 as
 * far as their number and their spread leave in doubt. Immutable.
 *
 * <p>Measured is the mean, over the past events of a kind, of how far log realised variance of the session lay above what
 * the {@linkplain VolatilityForecast regression} had expected of any other session. Its sampling variance is that of one
 * such session by the number of events; how far kinds differ from 1 beyond that is the variance between them (Hedges and
 * Olkin 1985, the unweighted estimator, round a mean of 0). A kind keeps the share of its mean that the variance between
 * kinds has in both.
 */
public final class EventMultipliers {

    /** Of a calendar without events. */
    public static final EventMultipliers NONE = new EventMultipliers(new TreeMap<>());

    /** Name of the file in the volatility model's bundle. */
    static final String FILE = "events.json";

    private final SortedMap<String, Multiplier> byKind;

    /**
     * What was measured of one kind.
     *
     * @param variance what the variance of the session is multiplied with
     * @param measured the same before it was drawn towards 1
     * @param n past events it was measured on
     */
    public record Multiplier(double variance, double measured, int n) {

        /** Checks that both are finite and positive, and that something was measured. */
        public Multiplier {
            if (!(variance > 0 && Double.isFinite(variance) && measured > 0 && Double.isFinite(measured) && n > 0)) {
                throw new ModelException(
                        "event multipliers: variance and measured must be above 0 and n at least 1, was " + variance
                                + ", " + measured + ", " + n);
            }
        }
    }

    private EventMultipliers(SortedMap<String, Multiplier> byKind) {
        this.byKind = byKind;
    }

    /**
     * Measures.
     *
     * @param events by session, what of it had been expected at the close before
     * @param surprises by session, log realised variance less what had been forecast of it
     */
    static EventMultipliers of(List<List<String>> events, double[] surprises) {
        Map<String, List<Double>> ofKinds = new HashMap<>();
        List<Double> ordinary = new ArrayList<>();
        for (int i = 0; i < surprises.length; i++) {
            double surprise = surprises[i];
            if (events.get(i).isEmpty()) {
                ordinary.add(surprise);
            }
            new TreeSet<>(events.get(i))
                    .forEach(kind -> ofKinds.computeIfAbsent(kind, any -> new ArrayList<>())
                            .add(surprise));
        }
        if (ofKinds.isEmpty() || ordinary.size() < VolatilityForecast.MINIMUM_SESSIONS) {
            return NONE;
        }
        double usual = mean(ordinary);
        double spread =
                ordinary.stream().mapToDouble(x -> (x - usual) * (x - usual)).sum() / (ordinary.size() - 1);
        double between = 0;
        for (List<Double> kind : ofKinds.values()) {
            double effect = mean(kind) - usual;
            between += (effect * effect - spread / kind.size()) / ofKinds.size();
        }
        double beyond = Math.max(0, between);
        SortedMap<String, Multiplier> byKind = new TreeMap<>();
        ofKinds.forEach((kind, found) -> {
            double effect = mean(found) - usual;
            double kept = beyond / (beyond + spread / found.size());
            byKind.put(kind, new Multiplier(Math.exp(kept * effect), Math.exp(effect), found.size()));
        });
        return new EventMultipliers(byKind);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** What was measured of a kind; empty if nothing was. */
    public Optional<Multiplier> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /**
     * What the mean variance of the coming sessions is multiplied with: the mean of 1 for each session without an event, and
     * of what the events of the others multiply.
     *
     * @param ahead known events, in the order of their sessions
     * @param sessions how many sessions; less than one counts as one
     */
    public double variance(List<Ahead> ahead, double sessions) {
        if (ahead.isEmpty() || byKind.isEmpty()) {
            return 1;
        }
        double length = Math.max(1, sessions);
        double above = 0;
        int session = 0;
        double product = 1;
        for (Ahead event : ahead) {
            if (event.sessions() > Math.ceil(length)) {
                break;
            }
            if (event.sessions() != session) {
                above += product - 1;
                product = 1;
                session = event.sessions();
            }
            product *= find(event.event().kind()).map(Multiplier::variance).orElse(1.0);
        }
        return 1 + (above + product - 1) / length;
    }

    /** These multipliers on the events of a history. */
    EventVariance onto(EventsAhead events) {
        return new EventVariance(this, events);
    }

    byte[] toJson() {
        try {
            return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(byKind);
        } catch (JsonProcessingException e) {
            throw new ModelException("event multipliers: cannot be written", e);
        }
    }

    static EventMultipliers parse(byte[] json, String what) {
        try {
            TreeMap<String, Multiplier> byKind = ModelJson.read(json, new TypeReference<>() {}, what);
            if (byKind.values().stream().anyMatch(Objects::isNull)) {
                throw new ModelException(what + ": a kind of event has no multiplier");
            }
            return new EventMultipliers(byKind);
        } catch (IOException e) {
            throw new ModelException(what + ": not event multipliers: " + e.getMessage(), e);
        }
    }
}
