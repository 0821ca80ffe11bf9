package io.aegismatrix.payload;

import java.util.List;

/**
 * The verdict on selling conditions.
 *
 * @param label the verdict
 * @param color its traffic light
 * @param reasons codes of what decided it, most important first
 */
public record SellerFlag(Label label, FlagColor color, List<String> reasons) {

    /** The verdict on selling conditions. */
    public enum Label {
        /** Conditions favour sellers. */
        FAVOURABLE(FlagColor.GREEN),
        /** Mixed conditions. */
        CAUTION(FlagColor.AMBER),
        /** Conditions are against sellers. */
        HOSTILE(FlagColor.RED);

        private final FlagColor color;

        Label(FlagColor color) {
            this.color = color;
        }
    }

    /** Validates that the color fits the verdict. */
    public SellerFlag {
        Checks.present(label, "label");
        label.color.requireFor(label, color);
        reasons = List.copyOf(reasons);
    }

    /** A verdict, with the color that goes with it. */
    public static SellerFlag of(Label label, List<String> reasons) {
        return new SellerFlag(label, label.color, reasons);
    }
}
