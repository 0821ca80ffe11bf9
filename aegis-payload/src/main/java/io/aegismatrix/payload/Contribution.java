package io.aegismatrix.payload;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one feature did to one prediction (SHAP, in the model's margin units).
 *
 * @param feature the feature's name in the catalogue
 * @param value signed contribution
 */
public record Contribution(String feature, double value) {

    /** Validates. */
    public Contribution {
        Checks.text(feature, "feature");
        Checks.finite(value, "contribution of " + feature);
    }

    /** How many contributions are published. */
    public static final int PUBLISHED = 5;

    /**
     * The strongest contributions, by size, strongest first.
     *
     * @param features feature names
     * @param values one contribution a feature, in the same order; further values (a bias, say) are ignored
     */
    public static List<Contribution> strongest(List<String> features, double[] values) {
        return IntStream.range(0, features.size())
                .mapToObj(i -> new Contribution(features.get(i), values[i]))
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.value())))
                .limit(PUBLISHED)
                .toList();
    }
}
