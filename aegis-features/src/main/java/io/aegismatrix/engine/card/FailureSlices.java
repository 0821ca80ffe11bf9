package io.aegismatrix.engine.card;

import io.aegismatrix.engine.DatedLoss;
import io.aegismatrix.engine.drift.TrainingFeatures.Condition;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.metric.Skill;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where an output did worst: its walk-forward record cut by year, by third of the volatility index, and by regime (third
 * of the index and sign of the 20-session return). The worst of many slices is low by selection alone; the intervals are
 * each slice's own and not adjusted for that.
 */
final class FailureSlices {

    private static final int LEAST_OUTCOMES = 60;
    private static final String UNKNOWN = "";

    private final double lowerThird;
    private final double upperThird;
    private final SortedMap<LocalDate, Condition> conditions;

    FailureSlices(SortedMap<LocalDate, Condition> conditions) {
        this.conditions = conditions;
        double[] logVix =
                conditions.values().stream().mapToDouble(Condition::logVix).toArray();
        this.lowerThird = logVix.length == 0 ? Double.NaN : Quantiles.of(logVix, 1.0 / 3);
        this.upperThird = logVix.length == 0 ? Double.NaN : Quantiles.of(logVix, 2.0 / 3);
    }

    /** The worst slice of each kind with at least {@value #LEAST_OUTCOMES} outcomes, by skill. */
    List<FailureSlice> worst(List<DatedLoss> losses, int horizon) {
        List<FailureSlice> worst = new ArrayList<>();
        Map<String, Function<LocalDate, String>> kinds = new TreeMap<>(Map.of(
                "year", session -> Integer.toString(session.getYear()), "vix", this::third, "regime", this::regime));
        kinds.forEach((kind, slice) -> cut(losses, slice).entrySet().stream()
                .filter(part -> part.getValue().size() >= LEAST_OUTCOMES)
                .map(part -> FailureSlice.of(kind, part.getKey(), skill(part.getValue(), horizon)))
                .min(Comparator.comparingDouble(FailureSlice::skill))
                .ifPresent(worst::add));
        return worst;
    }

    private static SortedMap<String, List<DatedLoss>> cut(List<DatedLoss> losses, Function<LocalDate, String> slice) {
        SortedMap<String, List<DatedLoss>> parts = new TreeMap<>();
        for (DatedLoss loss : losses) {
            parts.computeIfAbsent(slice.apply(loss.session()), name -> new ArrayList<>())
                    .add(loss);
        }
        parts.remove(UNKNOWN);
        return parts;
    }

    private static Skill skill(List<DatedLoss> losses, int horizon) {
        return Skill.of(
                losses.stream().mapToDouble(DatedLoss::loss).toArray(),
                losses.stream().mapToDouble(DatedLoss::baselineLoss).toArray(),
                horizon);
    }

    private String third(LocalDate session) {
        Condition condition = conditions.get(session);
        if (condition == null) {
            return UNKNOWN;
        }
        if (condition.logVix() <= lowerThird) {
            return "lowest third";
        }
        return condition.logVix() > upperThird ? "highest third" : "middle third";
    }

    private String regime(LocalDate session) {
        Condition condition = conditions.get(session);
        return condition == null ? UNKNOWN : third(session) + ", " + (condition.trend() < 0 ? "falling" : "rising");
    }
}
