package io.aegismatrix.direction;

import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.Night;
import java.util.List;

/**
 * What the night before a session says of it, in units of the move that was expected of it at the close before.
 *
 * @param unit expected move: one standard deviation by the forecast of the evening, log return
 * @param us return of the S&amp;P 500 over the night in that unit, clipped
 * @param usBefore the same of the night before the previous session
 * @param fear log change of its volatility index, clipped
 * @param implied log of what the volatility index at home implies against the unit
 */
record NightInputs(double unit, double us, double usBefore, double fear, double implied) {

    /** Inputs of the middle. */
    static final int MIDDLE = 5;

    /** Inputs of the spread. */
    static final int SPREAD = 4;

    /** Inputs of the volatility. */
    static final int VOLATILITY = 4;

    /** What a model card calls them. */
    static final List<String> COLUMNS =
            List.of("night_us_return", "night_us_return_before", "night_vix_change", "implied_against_forecast");

    private static final double LARGEST_MOVE = 4;
    private static final double LARGEST_FEAR = 0.3;

    /**
     * The inputs at a decision row.
     *
     * @param evening forecast volatility of the next session, annualised decimal
     * @return numbers that are not finite where the evening's forecast is missing
     */
    static NightInputs of(MarketHistory history, int row, double evening, Night.Known night) {
        double unit = MoveUnit.of(evening, 1);
        return new NightInputs(
                unit,
                clipped(night.usReturn() / unit, LARGEST_MOVE),
                clipped(night.usReturnBefore() / unit, LARGEST_MOVE),
                clipped(night.vixChange(), LARGEST_FEAR),
                Math.log(history.impliedMove(row, 1) / unit));
    }

    private static double clipped(double value, double largest) {
        return Math.max(-largest, Math.min(largest, value));
    }

    boolean complete() {
        return Double.isFinite(unit) && Double.isFinite(us) && Double.isFinite(implied);
    }

    /** Of the middle of the move; large moves abroad count for less a point, and those of the night before linger. */
    double[] middle() {
        return new double[] {1, us, Math.tanh(us), fear, usBefore};
    }

    /** Of its spread. */
    double[] spread() {
        return new double[] {1, Math.abs(us), implied, Math.max(0, fear)};
    }

    /** Of the session's volatility against the evening's forecast. */
    double[] volatility() {
        return new double[] {1, Math.abs(us), Math.max(0, fear), us};
    }
}
