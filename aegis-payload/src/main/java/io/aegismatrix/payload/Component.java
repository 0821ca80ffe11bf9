package io.aegismatrix.payload;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One named part of a composite score.
 *
 * @param name the part, such as {@code volatility_percentile}
 * @param value the part's value in [0, 1]; empty if it could not be computed
 * @param weight its share of the composite, 0 to 1; 0 if the value is unknown
 * @param reason why the value is unknown
 */
public record Component(String name, OptionalDouble value, double weight, Optional<String> reason) {

    /** Validates. */
    public Component {
        Checks.text(name, "component name");
        Checks.ifPresent(value, "component " + name, Checks::probability);
        Checks.probability(weight, "weight of component " + name);
        Checks.reasonFor(value.isEmpty(), "component " + name, reason, "reason");
        if (value.isEmpty() && weight > 0) {
            throw new IllegalArgumentException(
                    "weight of component " + name + " must be 0 while its value is unknown, was " + weight);
        }
    }

    /** A part that is known. */
    public static Component of(String name, double value, double weight) {
        return new Component(name, OptionalDouble.of(value), weight, Optional.empty());
    }

    /** A part that could not be computed, and why. */
    public static Component unavailable(String name, String reason) {
        return new Component(name, OptionalDouble.empty(), 0, Optional.of(reason));
    }
}
