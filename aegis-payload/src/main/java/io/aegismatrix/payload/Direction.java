package io.aegismatrix.payload;

/** Which way the market is seen to go. */
public enum Direction {
    /** A close above the neutral band. */
    UP,
    /** A close below the neutral band. */
    DOWN,
    /** A close inside the neutral band. */
    NEUTRAL
}
