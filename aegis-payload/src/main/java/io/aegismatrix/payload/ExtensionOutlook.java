package io.aegismatrix.payload;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an engine from outside this project has to say: numbers under names of its own.
 *
 * @param values numbers by name, six decimals; a name is snake case and ends with the unit, such as {@code move_5_points}.
 *     There are some exactly if the source is available
 * @param source where they come from, or why there are none
 */
public record ExtensionOutlook(SortedMap<String, Double> values, Source source) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** Validates and rounds. */
    public ExtensionOutlook {
        SortedMap<String, Double> rounded = new TreeMap<>();
        values.forEach((name, value) -> rounded.put(named(name), Decimals.fraction(value, name)));
        values = Collections.unmodifiableSortedMap(rounded);
        Checks.present(source, "source").explains("values", !values.isEmpty(), values);
    }

    /** What a trained model says. */
    public static ExtensionOutlook modelled(String modelId, Map<String, Double> values) {
        return new ExtensionOutlook(new TreeMap<>(values), Source.modelled(modelId));
    }

    /** Nothing, and why. */
    public static ExtensionOutlook unavailable(String reason) {
        return new ExtensionOutlook(new TreeMap<>(), Source.unavailable(reason));
    }

    private static String named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name of a value must be lower-case letters, digits and _, was '" + name + "'");
        }
        return name;
    }
}
