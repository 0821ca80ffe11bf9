package io.aegismatrix.data;

/** Where a moment stands in the exchange's day. */
public enum SessionState {
    /** A session will open later today. */
    PRE_OPEN,
    /** The session is running: from its open to the end of options trading, a break included. */
    OPEN,
    /** Today's session has ended. */
    CLOSED,
    /** There is no session today. */
    HOLIDAY
}
