package io.aegismatrix.payload;

/** The traffic light shown beside a verdict. */
public enum FlagColor {
    /** Favourable. */
    GREEN,
    /** With care. */
    AMBER,
    /** Unfavourable. */
    RED;

    void requireFor(Enum<?> verdict, FlagColor color) {
        if (color != this) {
            throw new IllegalArgumentException("color of " + verdict + " must be " + this + ", was " + color);
        }
    }
}
