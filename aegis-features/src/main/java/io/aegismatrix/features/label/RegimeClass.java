package io.aegismatrix.features.label;

/** How volatile a stretch is against the ones before it; {@link #position()} is its number in a model. */
public enum RegimeClass {
    /** Below the lower third. */
    LOW(0),
    /** Between the thirds, their edges included. */
    MEDIUM(1),
    /** Above the upper third. */
    HIGH(2);

    private final int position;

    RegimeClass(int position) {
        this.position = position;
    }

    /** The class's number among labels and in a model's outputs. */
    public int position() {
        return position;
    }

    /** The class of a realised volatility under two thresholds. */
    public static RegimeClass of(double volatility, double lower, double upper) {
        if (Double.isNaN(volatility) || !(lower <= upper)) {
            throw new IllegalArgumentException("a regime needs a volatility and thresholds in order, was " + volatility
                    + ", " + lower + " and " + upper);
        }
        return volatility > upper ? HIGH : volatility < lower ? LOW : MEDIUM;
    }
}
