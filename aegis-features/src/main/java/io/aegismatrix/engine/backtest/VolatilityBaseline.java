package io.aegismatrix.engine.backtest;

import io.aegismatrix.features.MarketHistory;

/**
 * A simple volatility forecast to beat.
 *
 * @param name what a report calls it
 * @param forecast its forecasts
 */
record VolatilityBaseline(String name, Forecast forecast) {

    private static final double EWMA_DECAY = 0.94;

    /** Forecasts of volatility, each from what was known at its decision session. */
    @FunctionalInterface
    interface Forecast {
        /** Annualised decimal over the next sessions; NaN if there is none. */
        double annualized(int row, int horizon);
    }

    /** Exponentially weighted moving average of the daily variances with decay 0.94, the same for every horizon. */
    static VolatilityBaseline movingAverage(MarketHistory history) {
        double[] smoothed = new double[history.size()];
        double variance = Double.NaN;
        for (int row = 0; row < smoothed.length; row++) {
            double today = history.variance(row);
            variance = Double.isNaN(variance) ? today : EWMA_DECAY * variance + (1 - EWMA_DECAY) * today;
            smoothed[row] = Math.sqrt(MarketHistory.SESSIONS_PER_YEAR * variance);
        }
        return new VolatilityBaseline("EWMA 0.94", (row, horizon) -> smoothed[row]);
    }

    /** The volatility index as it stands. */
    static VolatilityBaseline index(MarketHistory history) {
        return new VolatilityBaseline("VIX", (row, horizon) -> history.vix(row) / 100);
    }
}
