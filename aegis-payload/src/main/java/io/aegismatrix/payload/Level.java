package io.aegismatrix.payload;

/** A three-step scale: of risk, of volatility, of the odds of a breakout. */
public enum Level {
    /** The lowest step. */
    LOW,
    /** The middle step. */
    MEDIUM,
    /** The highest step. */
    HIGH
}
