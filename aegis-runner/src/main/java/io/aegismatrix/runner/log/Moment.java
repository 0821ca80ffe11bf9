package io.aegismatrix.runner.log;

import io.aegismatrix.engine.backtest.ForecastOrigin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * The market a run looked at.
 *
 * @param underlying the index
 * @param synthetic whether the prices are invented
 * @param asOf market time of the newest datum
 * @param decisionSession newest completed session
 * @param decisionClose its close, points
 * @param spot newest price, points
 * @param highSoFar highest price of the running session; empty outside a session or if not known
 * @param lowSoFar lowest price of it; empty outside a session or if not known
 */
public record Moment(
        String underlying,
        boolean synthetic,
        Instant asOf,
        LocalDate decisionSession,
        double decisionClose,
        double spot,
        OptionalDouble highSoFar,
        OptionalDouble lowSoFar) {

    /** Validates that the prices are some. */
    public Moment {
        if (!(decisionClose > 0) || !(spot > 0)) {
            throw new IllegalArgumentException(
                    "prices must be above 0, was decisionClose=" + decisionClose + ", spot=" + spot);
        }
    }

    /** Where forecasts of this moment reach from. */
    ForecastOrigin standpoint() {
        return spot == decisionClose
                ? ForecastOrigin.close(decisionClose)
                : new ForecastOrigin(spot, true, highSoFar, lowSoFar);
    }
}
