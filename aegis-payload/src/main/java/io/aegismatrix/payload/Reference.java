package io.aegismatrix.payload;

/** What the view of today counts from. */
public enum Reference {
    /** The close of the session before the one that is forecast. */
    PREVIOUS_CLOSE,
    /** The newest price of the running session. */
    SPOT
}
