package io.aegismatrix.payload;

/** Whether a forecast has measured skill over its base rate. */
public enum Edge {
    /** The lower end of the out-of-fold skill's interval is above zero. */
    EDGE,
    /** No skill over the base rate could be shown. */
    NO_EDGE;

    /** EDGE only where the skill was proven. */
    public static Edge of(boolean proven) {
        return proven ? EDGE : NO_EDGE;
    }
}
