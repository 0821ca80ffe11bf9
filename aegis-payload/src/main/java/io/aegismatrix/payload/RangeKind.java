package io.aegismatrix.payload;

/** What a range promises. */
public enum RangeKind {
    /** Every price up to the horizon stays inside. */
    PATH,
    /** The close at the horizon is inside. */
    CLOSE
}
