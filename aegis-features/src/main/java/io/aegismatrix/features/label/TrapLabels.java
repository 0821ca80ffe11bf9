package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;

/** Whether premium sold at t was too small: realised volatility of the next sessions above the volatility index. */
public final class TrapLabels {

    /** Sessions the premium is held. */
    public static final int HORIZON = 10;

    private TrapLabels() {}

    /** 1 for a trap, 0 for none, over {@value #HORIZON} sessions; NaN where the volatility index has no bar at t. */
    public static double[] of(MarketHistory history) {
        return of(history, HORIZON);
    }

    /** The same over another horizon: realised volatility of t+1 … t+h above VIX of t / 100. */
    public static double[] of(MarketHistory history, int horizon) {
        return LabelRows.resolved(history, horizon, t -> {
            double realized = history.trailingVolatility(t + horizon, horizon);
            double implied = history.vix(t) / 100;
            return Double.isNaN(implied) ? Double.NaN : LabelRows.flag(realized > implied);
        });
    }
}
