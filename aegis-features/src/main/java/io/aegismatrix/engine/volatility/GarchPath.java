package io.aegismatrix.engine.volatility;

import io.aegismatrix.features.MarketHistory;

/**
 * The GARCH forecast of every past session as it would have been made then: the model is fitted again every quarter on
 * the returns known by that time.
 */
public final class GarchPath {

    private static final int REFIT_SESSIONS = 63;

    private final MarketHistory history;
    private final int firstRow;
    private final GjrGarch[] models;
    private final double[] next;

    private GarchPath(MarketHistory history, int firstRow, GjrGarch[] models, double[] next) {
        this.history = history;
        this.firstRow = firstRow;
        this.models = models;
        this.next = next;
    }

    /**
     * Fits the models.
     *
     * @param firstRow row of the first fit; there is no forecast before
     * @param asymmetric GJR-GARCH if true, otherwise GARCH(1,1)
     */
    public static GarchPath of(MarketHistory history, int firstRow, boolean asymmetric) {
        int size = history.size();
        GjrGarch[] models = new GjrGarch[Math.max(0, (size - firstRow + REFIT_SESSIONS - 1) / REFIT_SESSIONS)];
        double[] next = new double[size];
        for (int quarter = 0; quarter < models.length; quarter++) {
            int start = firstRow + quarter * REFIT_SESSIONS;
            models[quarter] = GjrGarch.fit(history, start, asymmetric);
            double[] variances = models[quarter].variances(history);
            int sessions = Math.min(REFIT_SESSIONS, size - start);
            System.arraycopy(variances, start, next, start, sessions);
        }
        return new GarchPath(history, firstRow, models, next);
    }

    /** Forecast at a row, annualised decimal; NaN before the first fit. */
    public double annualized(int row, int sessions) {
        if (row < firstRow || row >= history.size()) {
            return Double.NaN;
        }
        return models[(row - firstRow) / REFIT_SESSIONS].annualized(next[row], sessions);
    }
}
