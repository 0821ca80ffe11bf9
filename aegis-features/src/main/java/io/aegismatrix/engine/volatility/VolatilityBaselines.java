package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The baselines' forecasts of every past session as they would have been made then: what is fitted is fitted again every
 * quarter on outcomes known by that time. Annualised decimals.
 */
public final class VolatilityBaselines {

    private static final double EWMA_DECAY = 0.94;

    private final Map<VolatilityBaseline, SortedMap<Integer, double[]>> forecasts;

    private VolatilityBaselines(Map<VolatilityBaseline, SortedMap<Integer, double[]>> forecasts) {
        this.forecasts = forecasts;
    }

    /** Computes the forecasts for {@link Horizons#VOLATILITY}. */
    public static VolatilityBaselines of(FeatureSet features) {
        MarketHistory history = features.history();
        double[] smoothed = smoothed(history);
        GarchPath garch = GarchPath.of(history, GjrGarch.MINIMUM_RETURNS, false);
        GarchPath asymmetric = GarchPath.of(history, GjrGarch.MINIMUM_RETURNS, true);
        HarPath har = HarPath.of(features);
        Map<VolatilityBaseline, SortedMap<Integer, double[]>> forecasts = new EnumMap<>(VolatilityBaseline.class);
        for (VolatilityBaseline baseline : VolatilityBaseline.values()) {
            IntFunction<RowForecast> forecast = horizon -> switch (baseline) {
                case EWMA -> row -> smoothed[row];
                case GARCH -> row -> garch.annualized(row, horizon);
                case GJR_GARCH -> row -> asymmetric.annualized(row, horizon);
                case VIX -> row -> history.vix(row) / 100;
                case HAR -> row -> har.annualized(row, horizon);
            };
            forecasts.put(baseline, columns(history.size(), forecast));
        }
        return new VolatilityBaselines(forecasts);
    }

    private interface RowForecast {
        double at(int row);
    }

    private static SortedMap<Integer, double[]> columns(int size, IntFunction<RowForecast> forecast) {
        SortedMap<Integer, double[]> columns = new TreeMap<>();
        for (int horizon : Horizons.VOLATILITY) {
            RowForecast ofHorizon = forecast.apply(horizon);
            double[] column = new double[size];
            for (int row = 0; row < size; row++) {
                column[row] = ofHorizon.at(row);
            }
            columns.put(horizon, column);
        }
        return columns;
    }

    /** {@link VolatilityBaseline#EWMA} alone, by row: it needs no fitting. */
    public static double[] smoothed(MarketHistory history) {
        double[] smoothed = new double[history.size()];
        double variance = Double.NaN;
        for (int row = 0; row < smoothed.length; row++) {
            double today = history.variance(row);
            variance = Double.isNaN(variance) ? today : EWMA_DECAY * variance + (1 - EWMA_DECAY) * today;
            smoothed[row] = Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR * variance);
        }
        return smoothed;
    }

    /**
     * A baseline's forecast.
     *
     * @param row decision row
     * @param horizon one of {@link Horizons#VOLATILITY}
     * @return NaN where it had too little history, or the volatility index is missing
     * @throws IllegalArgumentException if there is no such horizon
     */
    public double annualized(VolatilityBaseline baseline, int row, int horizon) {
        SortedMap<Integer, double[]> columns = forecasts.get(baseline);
        double[] column = columns == null ? null : columns.get(horizon);
        if (column == null) {
            throw new IllegalArgumentException(
                    "no forecast for " + horizon + " sessions; there are " + Horizons.VOLATILITY);
        }
        return column[row];
    }
}
