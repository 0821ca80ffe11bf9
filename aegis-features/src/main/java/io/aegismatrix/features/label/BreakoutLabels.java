package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;

/** Whether a coming session's range breaks out of the average true range known at t. */
public final class BreakoutLabels {

    /** Average true ranges a session's range must pass. */
    public static final double MULTIPLE = 1.5;

    private BreakoutLabels() {}

    /**
     * 1 if high − low of session t+k > 1.5 · ATR 14 of t (simple mean of true range), else 0. Says nothing of the
     * sessions between. NaN where t+k or the average true range is not known.
     *
     * @param k the session asked about, 1 being the next
     */
    public static double[] of(MarketHistory history, int k) {
        return LabelRows.resolved(
                history,
                k,
                t -> Double.isNaN(history.atr(t)) ? Double.NaN : LabelRows.flag(breaksOut(history, t, t + k)));
    }

    static boolean breaksOut(MarketHistory history, int row, int session) {
        return history.high(session) - history.low(session) > MULTIPLE * history.atr(row);
    }
}
