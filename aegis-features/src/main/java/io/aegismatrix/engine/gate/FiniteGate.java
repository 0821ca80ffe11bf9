package io.aegismatrix.engine.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelJson;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.io.IOException;
import java.util.Map;

/** Whether every number of a bundle, and of those it requires, is finite, in its cards and in its files. */
final class FiniteGate {

    private FiniteGate() {}

    static GateResult check(ModelBundle bundle) {
        try {
            requireFinite(bundle);
            bundle.required().forEach(FiniteGate::requireFinite);
            int files = bundle.manifest().files().size();
            return GateResult.passed(Gate.FINITE, bundle.manifest().engine(), files + " files and all scores");
        } catch (ModelException e) {
            return GateResult.failed(Gate.FINITE, bundle.manifest().engine(), String.valueOf(e.getMessage()));
        }
    }

    private static void requireFinite(ModelBundle bundle) {
        bundle.manifest().models().forEach(FiniteGate::requireFinite);
        bundle.manifest().files().keySet().forEach(name -> requireFinite(name, bundle.file(name)));
    }

    private static void requireFinite(ModelCard card) {
        card.importance().forEach((name, gain) -> require(card.model() + ": gain of " + name, gain));
        card.outputs().forEach(score -> requireFinite(card.model() + " " + score.output(), score));
    }

    private static void requireFinite(String name, OutputScore score) {
        require(name + ": loss", score.loss());
        require(name + ": baseline loss", score.baselineLoss());
        score.lower().ifPresent(value -> require(name + ": lower end of the skill", value));
        score.upper().ifPresent(value -> require(name + ": upper end of the skill", value));
        score.auc().ifPresent(value -> require(name + ": AUC", value));
        score.baseRates().forEach(value -> require(name + ": base rate", value));
    }

    private static void requireFinite(String name, byte[] file) {
        if (name.endsWith(".safetensors")) {
            SafeTensors tensors = SafeTensors.parse(file, name);
            tensors.names().stream()
                    .filter(tensors::holdsFloats)
                    .forEach(tensor -> requireFinite(name + " " + tensor, tensors.floats(tensor)));
        } else if (name.endsWith(".ubj")) {
            TreeEnsemble.parse(file, name);
        } else if (name.endsWith(".json")) {
            requireFinite(name, json(name, file));
        } else {
            throw new ModelException(name + ": a file of no known kind; .safetensors, .ubj and .json are checked");
        }
    }

    private static void requireFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelException(name + ": number " + i + " must be finite, was " + values[i]);
            }
        }
    }

    private static JsonNode json(String name, byte[] file) {
        try {
            return ModelJson.read(file, new TypeReference<>() {}, name);
        } catch (JsonProcessingException e) {
            throw new ModelException(name + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelException(name + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    /** A number that is not finite has no place in JSON; libraries write it as a word. */
    private static void requireFinite(String name, JsonNode node) {
        if (node.isNumber()) {
            require(name, node.doubleValue());
        } else if (node.isTextual() && node.textValue().matches("NaN|-?Infinity")) {
            throw new ModelException(name + ": every number must be finite, was " + node.textValue());
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            requireFinite(name + " " + member.getKey(), member.getValue());
        }
        if (node.isArray()) {
            node.forEach(element -> requireFinite(name, element));
        }
    }

    private static void require(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new ModelException(name + " must be finite, was " + value);
        }
    }
}
