package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.TradingCalendar;

/**
 * The unit past moves are standardised in before they are compared: exp(w·ln σ̂ + (1 − w)·ln(VIX/100))·√(h/252), a log
 * return. Weight 1 is the volatility forecast alone, 0 the volatility index alone.
 */
public final class MoveUnit {

    private MoveUnit() {}

    /** The unit of the volatility forecast alone, for whoever does not ask the volatility index. */
    public static double of(double forecast, double sessions) {
        return forecast * Math.sqrt(sessions / TradingCalendar.SESSIONS_PER_YEAR);
    }

    /**
     * The unit for one session and horizon.
     *
     * @param forecast forecast volatility over the horizon, annualised decimal
     * @param vix volatility index in points
     * @param weight share of the forecast, in [0, 1]
     * @param sessions the horizon
     * @return NaN if an input is missing
     */
    public static double of(double forecast, double vix, double weight, double sessions) {
        double blended = Math.exp(weight * Math.log(forecast) + (1 - weight) * Math.log(vix / 100));
        return blended * Math.sqrt(sessions / TradingCalendar.SESSIONS_PER_YEAR);
    }
}
