package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;

/** Realised volatility of the next {@code horizon} sessions. */
public final class RealizedVolatilityLabels {

    private RealizedVolatilityLabels() {}

    /** sqrt(252 / h · Σ variance proxy of t+1 … t+h), annualised decimal. */
    public static double[] forward(MarketHistory history, int horizon) {
        return LabelRows.resolved(history, horizon, t -> history.trailingVolatility(t + horizon, horizon));
    }
}
