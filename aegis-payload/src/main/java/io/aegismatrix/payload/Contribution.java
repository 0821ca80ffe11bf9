package io.aegismatrix.payload;

/**
 * What one feature did to one prediction (SHAP, in the model's margin units).
 *
 * @param feature the feature's name in the catalogue
 * @param value signed contribution
 */
public record Contribution(String feature, double value) {

    /** Validates and rounds. */
    public Contribution {
        Checks.text(feature, "feature");
        value = Decimals.fraction(value, "contribution of " + feature);
    }
}
