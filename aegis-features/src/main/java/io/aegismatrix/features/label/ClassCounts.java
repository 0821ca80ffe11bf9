package io.aegismatrix.features.label;

import io.aegismatrix.features.MissingClassException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often each class occurs among labels. Immutable. */
public final class ClassCounts {

    private final List<String> names;
    private final int[] counts;

    private ClassCounts(List<String> names, int[] counts) {
        this.names = names;
        this.counts = counts;
    }

    /**
     * Counts labels.
     *
     * @param names class names; position is the label
     * @param labels class positions; NaN (not resolved) is skipped
     * @throws IllegalArgumentException if a label is not a class position
     */
    public static ClassCounts of(List<String> names, double[] labels) {
        int[] counts = new int[names.size()];
        for (int i = 0; i < labels.length; i++) {
            if (!Double.isNaN(labels[i])) {
                counts[position(labels[i], names, i)]++;
            }
        }
        return new ClassCounts(List.copyOf(names), counts);
    }

    /** Counts labels whose positions are those of an enum's constants, in order. */
    public static <E extends Enum<E>> ClassCounts of(Class<E> classes, double[] labels) {
        return of(Arrays.stream(classes.getEnumConstants()).map(Enum::name).toList(), labels);
    }

    private static int position(double label, List<String> names, int row) {
        int position = (int) label;
        if (position != label || position < 0 || position >= names.size()) {
            throw new IllegalArgumentException(
                    "label must be a position in " + names + ", was " + label + " at row " + row);
        }
        return position;
    }

    /** Labels counted. */
    public int total() {
        return Arrays.stream(counts).sum();
    }

    /** How often the class at a position occurs. */
    public int count(int position) {
        return counts[position];
    }

    /** Share of the class at a position; NaN if nothing was counted. */
    public double share(int position) {
        return (double) counts[position] / total();
    }

    /**
     * Stops a training whose labels lack a class.
     *
     * @param model name of the model, for the message
     * @param atLeast fewest labels of each class, at least 1
     * @return this
     * @throws MissingClassException naming the model, the class and all counts
     */
    public ClassCounts require(String model, int atLeast) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < atLeast) {
                throw new MissingClassException(model + ": class " + names.get(i) + " must occur at least " + atLeast
                        + " times in the training labels, was " + counts[i] + " of " + this);
            }
        }
        return this;
    }

    /** The counts by name, as {@code {DOWN=12, NEUTRAL=30, UP=25}}. */
    @Override
    public String toString() {
        Map<String, Integer> byName = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            byName.put(names.get(i), counts[i]);
        }
        return byName.toString();
    }
}
