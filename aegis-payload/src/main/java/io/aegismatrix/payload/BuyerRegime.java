package io.aegismatrix.payload;

/**
 * How the market has been moving, and what that was read from.
 *
 * @param label how it moves
 * @param varianceRatio variance of multi-session returns against that of one-session returns, at least 0
 * @param adx average directional index, 0 to 100
 */
public record BuyerRegime(Label label, double varianceRatio, double adx) {

    /** How the market has been moving. */
    public enum Label {
        /** Moves continue. */
        TREND_FOLLOWING,
        /** Moves reverse. */
        MEAN_REVERT,
        /** Neither. */
        CHOPPY
    }

    /** Validates. */
    public BuyerRegime {
        Checks.present(label, "regime");
        Checks.nonNegative(varianceRatio, "varianceRatio");
        Checks.nonNegative(adx, "adx");
    }
}
