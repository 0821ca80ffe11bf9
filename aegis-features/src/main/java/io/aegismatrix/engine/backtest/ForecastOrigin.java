package io.aegismatrix.engine.backtest;

import java.util.OptionalDouble;

/**
 * Where forecasts were made from: the decision session's close, or a later price inside the next session.
 *
 * <p>Ranges and touch odds reach from the newest price. Made inside a session they still can be judged by daily bars
 * alone, unless the price they ask about had been passed earlier that day: a bar then cannot tell whether it was passed
 * again. That is known when the forecast is made, so leaving those out picks no winners.
 *
 * @param price the price distances count from, points
 * @param inSession whether it is not the decision session's close
 * @param highSoFar highest price of the running session; empty outside a session or if not known
 * @param lowSoFar lowest price of it; empty outside a session or if not known
 */
public record ForecastOrigin(double price, boolean inSession, OptionalDouble highSoFar, OptionalDouble lowSoFar) {

    /** Validates that the price is one. */
    public ForecastOrigin {
        if (!(price > 0) || Double.isInfinite(price)) {
            throw new IllegalArgumentException("price must be above 0, was " + price);
        }
    }

    /** At the decision session's close, points. */
    public static ForecastOrigin close(double price) {
        return new ForecastOrigin(price, false, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Whether daily bars can tell if prices beyond these two were reached afterwards. */
    boolean tells(double lower, double upper) {
        return !inSession
                || (highSoFar.isPresent()
                        && lowSoFar.isPresent()
                        && highSoFar.getAsDouble() < upper
                        && lowSoFar.getAsDouble() > lower);
    }
}
