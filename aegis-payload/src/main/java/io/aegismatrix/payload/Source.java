package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Where an estimate comes from: a trained model, a stated formula, or a proxy for the real thing. It stands beside every
 * {@linkplain Block known value}, so that a fallback can never pass for a model. In the file there is a fourth kind,
 * {@code UNAVAILABLE}, with the id {@code none} and the reason: that is how {@link Block.Unavailable} is written.
 *
 * @param kind which of the three
 * @param id model and version such as {@code seller_trap@20241231-ab12cd34}, or formula such as {@code har_vix}
 * @param reason what a proxy stands in for; empty for models and formulas unless there is something to add
 */
public record Source(
        Kind kind,
        String id,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> reason) {

    /** The places an estimate can come from. */
    public enum Kind {
        /** A trained model. */
        MODELLED,
        /** A stated formula on observed data. */
        FORMULA,
        /** A formula that stands in for something that could not be observed. */
        PROXY
    }

    /** Validates that a proxy says what it stands in for. */
    public Source {
        Checks.present(kind, "source kind");
        Checks.text(id, "source id");
        Checks.text(reason, "source reason");
        if (reason.isEmpty() && kind == Kind.PROXY) {
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

    /** The same source with something to add. */
    public Source remarking(String remark) {
        return new Source(kind, id, Optional.of(remark));
    }
}
