package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;

/** What the buyer of premium got for it. */
public final class ThetaLabels {

    private ThetaLabels() {}

    /** Theta ratio: (high − low) of t+1 / ATR 14 of t. NaN where the average true range is not known or is 0. */
    public static double[] ratio(MarketHistory history) {
        return LabelRows.resolved(
                history,
                1,
                t -> history.atr(t) > 0 ? (history.high(t + 1) - history.low(t + 1)) / history.atr(t) : Double.NaN);
    }

    /**
     * Fair premium of an at-the-money straddle as a fraction of spot: sqrt(2/π) · VIX of t / 100 · sqrt(h / 252), the
     * mean absolute move of a normal return (Brenner and Subrahmanyam 1988). Known at t; NaN without a volatility index.
     */
    public static double impliedAbsoluteMove(MarketHistory history, int row, double horizon) {
        return Math.sqrt(2 / Math.PI) * history.impliedMove(row, horizon);
    }

    /** Realised-to-implied move: |close of t+h / close − 1| in units of {@link #impliedAbsoluteMove}. */
    public static double[] realizedToImpliedMove(MarketHistory history, int horizon) {
        return LabelRows.resolved(
                history,
                horizon,
                t -> Math.abs(history.close(t + horizon) / history.close(t) - 1)
                        / impliedAbsoluteMove(history, t, horizon));
    }

    /** 1 if the long straddle of t wins at t+h: |close of t+h / close − 1| > {@link #impliedAbsoluteMove}, else 0. */
    public static double[] straddleWins(MarketHistory history, int horizon) {
        double[] ratio = realizedToImpliedMove(history, horizon);
        for (int t = 0; t < ratio.length; t++) {
            ratio[t] = Double.isNaN(ratio[t]) ? Double.NaN : LabelRows.flag(ratio[t] > 1);
        }
        return ratio;
    }
}
