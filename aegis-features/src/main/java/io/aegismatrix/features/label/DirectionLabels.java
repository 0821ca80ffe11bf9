package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;

/** Direction of the close over the next {@code horizon} sessions. */
public final class DirectionLabels {

    /** Half width of the neutral zone in standard deviations of the horizon's return. */
    public static final double DEAD_ZONE_SIGMAS = 0.25;

    private DirectionLabels() {}

    /**
     * Positions of {@link DirectionClass}: 0 down, 1 neutral, 2 up. NaN where t+h is not known or the trailing standard
     * deviation is not.
     */
    public static double[] of(MarketHistory history, int horizon) {
        return LabelRows.resolved(history, horizon, t -> {
            double deadZone = deadZone(history, t, horizon);
            double move = Math.log(history.close(t + horizon) / history.close(t));
            return Double.isNaN(deadZone)
                    ? Double.NaN
                    : DirectionClass.of(move, deadZone).position();
        });
    }

    /**
     * Half width of the neutral zone at row t as a log return: 0.25 · standard deviation of the last 20 daily log
     * returns · sqrt(h). Known at t; NaN during warm-up.
     */
    public static double deadZone(MarketHistory history, int row, int horizon) {
        LabelRows.require(horizon);
        return DEAD_ZONE_SIGMAS * history.sigma(row) * Math.sqrt(horizon);
    }
}
