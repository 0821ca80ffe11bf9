package io.aegismatrix.runner.trading;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.backtest.ForecastSeries;
import io.aegismatrix.engine.forecast.Output;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Buys a straddle where the forecast win probability is above the one at which it pays for itself. Derived, not fitted.
 *
 * <p>The forecast's win is a close further away than the mean absolute move of a normal return at the volatility index,
 * sqrt(2/π) · VIX · sqrt(h/252). If moves are normal with s times that volatility, a win has the probability 2 · (1 −
 * Φ(sqrt(2/π) / s)). An at-the-money straddle is worth sqrt(2/π) times the standard deviation that is left, so with
 * implied volatility i · VIX, time T and costs of a share c of the premium, it pays for itself where i² · (T − h) + s² · h
 * = (1 + c)² · i² · T. Fatter tails pay more at the same probability: the threshold is on the strict side.
 */
final class StraddleBreakEven implements StraddleRule.Choice {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double MEAN_OF_ABSOLUTE_NORMAL = Math.sqrt(2 / Math.PI);

    private final ForecastSeries forecasts;
    private final int horizon;

    StraddleBreakEven(ForecastSeries forecasts, int horizon) {
        this.forecasts = forecasts;
        this.horizon = horizon;
    }

    @Override
    public boolean buys(int row, double years, double costShare) {
        OptionalDouble win = forecasts.find(row, Output.LONG_STRADDLE_WIN_PROBABILITY, horizon);
        return win.isPresent() && win.getAsDouble() > probability(years, horizon, costShare);
    }

    /** Win probability at which a straddle of {@code years}, held for {@code horizon} sessions, pays for itself. */
    static double probability(double years, int horizon, double costShare) {
        double held = (double) horizon / TradingCalendar.SESSIONS_PER_YEAR;
        double paid = (1 + costShare) * (1 + costShare) * years;
        double moves = OptionPricing.AT_THE_MONEY * Math.sqrt((paid - Math.max(0, years - held)) / held);
        return 2 * (1 - NORMAL.cumulativeProbability(MEAN_OF_ABSOLUTE_NORMAL / moves));
    }
}
