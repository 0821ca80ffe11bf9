package io.aegismatrix.payload;

/** What a share of the session is a share of. */
public enum SessionShare {
    /** Of the variance from close to close that a session usually has: the night has passed at the open. */
    VARIANCE,
    /** Of the time between open and close. */
    CLOCK
}
