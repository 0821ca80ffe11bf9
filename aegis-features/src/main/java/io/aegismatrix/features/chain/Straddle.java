package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.Right;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The at-the-money straddle: call and put of the strike nearest the forward that has a price on both legs.
 *
 * @param strike points
 * @param premium call plus put, points
 * @param impliedMove the premium over spot: the move to expiry, either way, that pays for it, as a fraction
 */
public record Straddle(double strike, double premium, double impliedMove) {

    private static final double FURTHEST = 0.01;

    /** The straddle of an expiry; empty if no strike within one percent of the forward has both legs. */
    static Optional<Straddle> find(List<PricedOption> options, double forward, double spot) {
        Map<Right, Map<Double, Double>> prices = options.stream()
                .filter(option -> option.price().isPresent())
                .filter(option -> Math.abs(option.quote().strike() - forward) <= FURTHEST * forward)
                .collect(Collectors.groupingBy(
                        option -> option.quote().right(),
                        Collectors.toMap(
                                option -> option.quote().strike(),
                                option -> option.price().getAsDouble(),
                                (first, second) -> first)));
        Map<Double, Double> calls = prices.getOrDefault(Right.CALL, Map.of());
        Map<Double, Double> puts = prices.getOrDefault(Right.PUT, Map.of());
        return calls.entrySet().stream()
                .filter(call -> puts.containsKey(call.getKey()))
                .min(Comparator.<Map.Entry<Double, Double>>comparingDouble(call -> Math.abs(call.getKey() - forward))
                        .thenComparing(Map.Entry::getKey))
                .map(call -> {
                    double premium = call.getValue() + puts.getOrDefault(call.getKey(), 0.0);
                    return new Straddle(call.getKey(), premium, premium / spot);
                });
    }
}
