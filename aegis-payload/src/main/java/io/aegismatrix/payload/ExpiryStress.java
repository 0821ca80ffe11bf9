package io.aegismatrix.payload;

import java.util.List;

/**
 * How dangerous the time to expiry is for open short positions.
 *
 * @param score composite, 0 to 1
 * @param label the score in three steps
 * @param components what the score is made of
 */
public record ExpiryStress(double score, Label label, List<Component> components) {

    /** The steps of expiry stress. */
    public enum Label {
        /** Little stress. */
        CALM,
        /** Some stress. */
        CAUTION,
        /** Much stress. */
        HOSTILE
    }

    /** Validates. */
    public ExpiryStress {
        Checks.probability(score, "expiry stress score");
        Checks.present(label, "label");
        components = List.copyOf(components);
    }
}
