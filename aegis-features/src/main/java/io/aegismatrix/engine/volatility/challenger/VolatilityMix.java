package io.aegismatrix.engine.volatility.challenger;

import io.aegismatrix.engine.ModelException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the members' forecasts of one horizon become one: each is brought to HAR-X's level, then their logs are averaged,
 * then the average is brought to that level again, as averaging logs lowers it.
 *
 * @param weights of the members in their order, at least 0, summing to 1
 * @param levels logs of the members' factors, 0 for HAR-X
 * @param correction log of the average's factor
 */
record VolatilityMix(List<Double> weights, List<Double> levels, double correction) {

    private static final int MEMBERS = VolatilityMember.values().length;
    private static final double ROUNDING = 1e-9;

    VolatilityMix {
        weights = List.copyOf(weights);
        levels = List.copyOf(levels);
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (weights.size() != MEMBERS
                || levels.size() != MEMBERS
                || !weights.stream().allMatch(weight -> weight >= 0)
                || !(Math.abs(sum - 1) < ROUNDING)) {
            throw new ModelException("volatility combination: expected " + MEMBERS
                    + " weights of at least 0 that sum to 1 and as many levels, was " + weights + " and " + levels);
        }
        if (!levels.stream().allMatch(Double::isFinite) || !Double.isFinite(correction)) {
            throw new ModelException("volatility combination: levels and correction must be finite, was " + levels
                    + " and " + correction);
        }
    }

    /** HAR-X as it is. */
    static VolatilityMix alone() {
        return alone(Collections.nCopies(MEMBERS, 0.0));
    }

    /** HAR-X as it is, with the levels the others would need. */
    static VolatilityMix alone(List<Double> levels) {
        List<Double> weights = new ArrayList<>(Collections.nCopies(MEMBERS, 0.0));
        weights.set(VolatilityMember.HAR_X.position(), 1.0);
        return new VolatilityMix(weights, levels, 0);
    }

    double weight(VolatilityMember member) {
        return weights.get(member.position());
    }

    /** Whether the forecast is HAR-X and nothing else. */
    boolean harXAlone() {
        return weight(VolatilityMember.HAR_X) == 1;
    }

    /** Log of a member's forecast at HAR-X's level. */
    double level(VolatilityMember member, double logForecast) {
        return logForecast + levels.get(member.position());
    }

    /**
     * Log of the combined forecast.
     *
     * @param logForecasts of the members in their order, as they come; members without weight may be NaN
     */
    double combine(double[] logForecasts) {
        double sum = correction;
        for (VolatilityMember member : VolatilityMember.values()) {
            if (weight(member) > 0) {
                sum += weight(member) * level(member, logForecasts[member.position()]);
            }
        }
        return sum;
    }
}
