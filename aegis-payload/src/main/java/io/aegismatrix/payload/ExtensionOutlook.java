package io.aegismatrix.payload;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an engine from outside this project has to say: numbers under names of its own.
 *
 * @param values numbers by name, at least one, published with six decimals; a name is snake case and ends with the unit, such
 *     as {@code move_5_points}
 */
public record ExtensionOutlook(@Flat Block<SortedMap<String, Double>> values) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** Validates and copies. */
    public ExtensionOutlook {
        values = Checks.present(values, "values").map(ExtensionOutlook::named);
    }

    /** What a trained model says. */
    public static ExtensionOutlook modelled(String modelId, Map<String, Double> values) {
        return new ExtensionOutlook(Block.known(new TreeMap<>(values), Source.modelled(modelId)));
    }

    /** Nothing, and why. */
    public static ExtensionOutlook unavailable(String reason) {
        return new ExtensionOutlook(Block.unavailable(reason));
    }

    private static SortedMap<String, Double> named(SortedMap<String, Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values must be present, was empty");
        }
        values.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "the name of a value must be lower-case letters, digits and _, was '" + name + "'");
            }
            Checks.finite(value, name);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
}
