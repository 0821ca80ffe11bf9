package io.aegismatrix.payload;

import java.util.List;

/**
 * The verdict on buying conditions.
 *
 * @param label the verdict
 * @param color its traffic light
 * @param reasons codes of what decided it, most important first
 */
public record BuyerEnvironment(Label label, FlagColor color, List<String> reasons) {

    /** The verdict on buying conditions. */
    public enum Label {
        /** Conditions favour buyers. */
        PREMIUM_FRIENDLY(FlagColor.GREEN),
        /** Mixed conditions. */
        SPECULATIVE_ONLY(FlagColor.AMBER),
        /** Conditions are against buyers. */
        UNFAVOURABLE(FlagColor.RED);

        private final FlagColor color;

        Label(FlagColor color) {
            this.color = color;
        }
    }

    /** Validates that the color fits the verdict. */
    public BuyerEnvironment {
        Checks.present(label, "label");
        label.color.requireFor(label, color);
        reasons = List.copyOf(reasons);
    }

    /** A verdict, with the color that goes with it. */
    public static BuyerEnvironment of(Label label, List<String> reasons) {
        return new BuyerEnvironment(label, label.color, reasons);
    }
}
