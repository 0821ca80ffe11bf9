package io.aegismatrix.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about one model of an engine.
 *
 * @param model name, such as {@code seller_trap}
 * @param rows rows it was trained on
 * @param columns names of its inputs, in order
 * @param parameters settings it was trained with
 * @param importance mean gain by input, where the model is trees
 * @param outputs out-of-sample scores, one an output
 */
public record ModelCard(
        String model,
        int rows,
        List<String> columns,
        SortedMap<String, String> parameters,
        SortedMap<String, Double> importance,
        List<OutputScore> outputs) {

    /** Copies the collections. */
    public ModelCard {
        columns = List.copyOf(columns);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        importance = Collections.unmodifiableSortedMap(new TreeMap<>(importance));
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException(model + ": a model without a measured output");
        }
    }

    /** The score of an output. @throws ModelException if the card has none of that name */
    public OutputScore output(String name) {
        return outputs.stream()
                .filter(score -> score.output().equals(name))
                .findFirst()
                .orElseThrow(() -> new ModelException(model + ": the card has no output named " + name + "; it has "
                        + outputs.stream().map(OutputScore::output).toList()));
    }
}
