package io.aegismatrix.data;

/** How old the newest price is, in the words the payload uses. */
public enum Freshness {
    /** At most ten minutes old, or the last close while the market is shut. */
    FRESH,
    /** At most 45 minutes old. */
    DELAYED,
    /** Older, but from the running session. */
    STALE,
    /** From before the running session, or older than the last completed session. */
    EXPIRED
}
