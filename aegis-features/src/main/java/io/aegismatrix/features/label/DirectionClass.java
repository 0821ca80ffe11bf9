package io.aegismatrix.features.label;

/** Which way the close went; {@link #position()} is its number in a model. */
public enum DirectionClass {
    /** Below the neutral zone. */
    DOWN(0),
    /** Inside the neutral zone, its edges included. */
    NEUTRAL(1),
    /** Above the neutral zone. */
    UP(2);

    private final int position;

    DirectionClass(int position) {
        this.position = position;
    }

    /** The class's number among labels and in a model's outputs. */
    public int position() {
        return position;
    }

    /** The class of a log return under a neutral zone of ±{@code deadZone}. */
    public static DirectionClass of(double logReturn, double deadZone) {
        if (Double.isNaN(logReturn) || !(deadZone >= 0)) {
            throw new IllegalArgumentException(
                    "a direction needs a return and a dead zone, was " + logReturn + " and " + deadZone);
        }
        return Math.abs(logReturn) <= deadZone ? NEUTRAL : logReturn > 0 ? UP : DOWN;
    }
}
