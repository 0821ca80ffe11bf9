package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;

/** Return over the next {@code horizon} sessions, close to close. */
public final class ForwardReturns {

    private ForwardReturns() {}

    /** ln(close of t+h / close of t). */
    public static double[] log(MarketHistory history, int horizon) {
        return LabelRows.resolved(history, horizon, t -> Math.log(history.close(t + horizon) / history.close(t)));
    }

    /** Magnitude: |ln(close of t+h / close of t)|. */
    public static double[] magnitude(MarketHistory history, int horizon) {
        return LabelRows.resolved(
                history, horizon, t -> Math.abs(Math.log(history.close(t + horizon) / history.close(t))));
    }
}
