package io.aegismatrix.payload;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where an estimate comes from: a trained model, a stated formula, a proxy for the real thing, or nowhere. It stands in
 * every block that holds an estimate, so that a fallback can never pass for a model.
 *
 * @param kind which of the four
 * @param id model and version such as {@code seller_trap@20241231-ab12cd34}, or formula such as {@code har_vix};
 *     {@code none} if unavailable
 * @param reason why the estimate is unavailable, or what a proxy stands in for; empty for models and formulas unless
 *     there is something to add
 */
public record Source(Kind kind, String id, Optional<String> reason) {

    /** The four places an estimate can come from. */
    public enum Kind {
        /** A trained model. */
        MODELLED,
        /** A stated formula on observed data. */
        FORMULA,
        /** A formula that stands in for something that could not be observed. */
        PROXY,
        /** There is no estimate; the block's values are null. */
        UNAVAILABLE
    }

    private static final String NO_ID = "none";

    /** Validates that a proxy and an unavailable estimate say why. */
    public Source {
        Checks.present(kind, "source kind");
        Checks.text(id, "source id");
        Checks.text(reason, "source reason");
        if (reason.isEmpty() && (kind == Kind.PROXY || kind == Kind.UNAVAILABLE)) {
            throw new IllegalArgumentException("a source of kind " + kind + " must give a reason, was empty for " + id);
        }
    }

    /** A trained model, by model and version. */
    public static Source modelled(String modelId) {
        return new Source(Kind.MODELLED, modelId, Optional.empty());
    }

    /** The model where it has weight, else the formula that is published in its place. */
    public static Source weighed(double weight, String modelId, String formulaId) {
        return weight > 0 ? modelled(modelId) : formula(formulaId);
    }

    /** A stated formula, by its name. */
    public static Source formula(String formulaId) {
        return new Source(Kind.FORMULA, formulaId, Optional.empty());
    }

    /** A proxy: a formula, and what it stands in for. */
    public static Source proxy(String formulaId, String standsInFor) {
        return new Source(Kind.PROXY, formulaId, Optional.of(standsInFor));
    }

    /** No estimate, and why. */
    public static Source unavailable(String reason) {
        return new Source(Kind.UNAVAILABLE, NO_ID, Optional.of(reason));
    }

    /** Whether there is an estimate at all. */
    public boolean available() {
        return kind != Kind.UNAVAILABLE;
    }

    /** Demands that a value which this source explains is there exactly if the source is. */
    Source explains(String name, boolean present, Object value) {
        if (present && !available()) {
            throw new IllegalArgumentException(
                    name + " must be empty where the source is UNAVAILABLE (" + reason.orElse("") + "), was " + value);
        }
        if (!present && available()) {
            throw new IllegalArgumentException(
                    name + " must be present where the source is " + kind + " (" + id + "), was empty");
        }
        return this;
    }

    Source explains(String name, OptionalDouble value) {
        return explains(name, value.isPresent(), value);
    }

    Source explains(String name, Optional<?> value) {
        return explains(name, value.isPresent(), value);
    }
}
