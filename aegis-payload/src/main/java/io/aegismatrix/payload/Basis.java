package io.aegismatrix.payload;

/** What kind of forecasts a measured record counts. */
public enum Basis {
    /**
     * Forecasts made while training, of models that had seen nothing after the beginning of their fold: all of sessions up
     * to {@code trained_through}. What came after it stands apart, as {@code since_training}.
     */
    WALK_FORWARD,

    /** Forecasts that were published and logged, by whichever models were in use then. */
    LIVE
}
