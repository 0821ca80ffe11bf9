package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;

/** Which side a breakout of the next session takes. */
public final class SpikeLabels {

    private SpikeLabels() {}

    /** 1 if session t+1 breaks out and closes above its open, 0 if it breaks out and does not; NaN without a breakout. */
    public static double[] of(MarketHistory history) {
        return LabelRows.resolved(
                history,
                1,
                t -> BreakoutLabels.breaksOut(history, t, t + 1)
                        ? LabelRows.flag(history.close(t + 1) > history.open(t + 1))
                        : Double.NaN);
    }
}
