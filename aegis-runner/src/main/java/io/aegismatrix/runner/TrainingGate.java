package io.aegismatrix.runner;

import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import java.util.Map;

/** What a trained engine must pass before it is kept: every number in its cards is finite. */
final class TrainingGate {

    private TrainingGate() {}

    /** @throws ModelException naming the first number that is not finite */
    static void requireFinite(ModelBundle bundle) {
        for (ModelCard card : bundle.manifest().models()) {
            for (Map.Entry<String, Double> gain : card.importance().entrySet()) {
                require(card.model() + ": gain of " + gain.getKey(), gain.getValue());
            }
            for (OutputScore score : card.outputs()) {
                requireFinite(card.model() + " " + score.output(), score);
            }
        }
    }

    private static void requireFinite(String name, OutputScore score) {
        require(name + ": loss", score.loss());
        require(name + ": baseline loss", score.baselineLoss());
        score.lower().ifPresent(value -> require(name + ": lower end of the skill", value));
        score.upper().ifPresent(value -> require(name + ": upper end of the skill", value));
        score.auc().ifPresent(value -> require(name + ": AUC", value));
        score.baseRates().forEach(value -> require(name + ": base rate", value));
    }

    private static void require(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new ModelException(name + " must be finite, was " + value + "; the model is refused");
        }
    }
}
