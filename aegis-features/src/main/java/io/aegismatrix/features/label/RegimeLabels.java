package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.indicator.Rolling;

/**
 * Volatility regime of the next sessions against thresholds known at t: the 1/3 and 2/3 quantiles (linear
 * interpolation) of the realised volatilities over as many sessions that ended at t or before, the last
 * {@value #TRAILING} of them, at least {@value #MINIMUM}. Immutable.
 */
public final class RegimeLabels {

    /** Sessions of the stretch. */
    public static final int HORIZON = 20;

    /** Most realised volatilities the thresholds are taken from. */
    public static final int TRAILING = 500;

    /** Fewest of them. */
    public static final int MINIMUM = 250;

    private final int horizon;
    private final double[] lower;
    private final double[] upper;
    private final double[] labels;

    private RegimeLabels(MarketHistory history, int horizon) {
        LabelRows.require(horizon);
        this.horizon = horizon;
        double[] resolved = new double[history.size()];
        for (int t = 0; t < resolved.length; t++) {
            resolved[t] = history.trailingVolatility(t, horizon);
        }
        lower = Rolling.quantile(resolved, TRAILING, MINIMUM, 1.0 / 3);
        upper = Rolling.quantile(resolved, TRAILING, MINIMUM, 2.0 / 3);
        labels = LabelRows.resolved(
                history,
                horizon,
                t -> Double.isNaN(lower[t])
                        ? Double.NaN
                        : RegimeClass.of(resolved[t + horizon], lower[t], upper[t])
                                .position());
    }

    /** Labels over {@value #HORIZON} sessions. */
    public static RegimeLabels of(MarketHistory history) {
        return new RegimeLabels(history, HORIZON);
    }

    /** Labels over another horizon. */
    public static RegimeLabels of(MarketHistory history, int horizon) {
        return new RegimeLabels(history, horizon);
    }

    /** Sessions of the stretch. */
    public int horizon() {
        return horizon;
    }

    /** Below this annualised volatility the stretch is LOW; known at t, NaN during warm-up. */
    public double lower(int row) {
        return lower[row];
    }

    /** Above this annualised volatility the stretch is HIGH; known at t, NaN during warm-up. */
    public double upper(int row) {
        return upper[row];
    }

    /** Position of the {@link RegimeClass} of sessions t+1 … t+h: 0 low, 1 medium, 2 high; NaN where not resolved. */
    public double label(int row) {
        return labels[row];
    }

    /** A copy of all labels. */
    public double[] labels() {
        return labels.clone();
    }
}
