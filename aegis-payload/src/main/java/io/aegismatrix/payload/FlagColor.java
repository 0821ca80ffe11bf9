package io.aegismatrix.payload;

/** The traffic light shown beside a verdict. */
public enum FlagColor {
    /** Favourable. */
    GREEN,
    /** With care. */
    AMBER,
    /** Unfavourable. */
    RED
}
