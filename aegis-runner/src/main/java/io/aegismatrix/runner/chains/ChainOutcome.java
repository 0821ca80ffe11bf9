package io.aegismatrix.runner.chains;

import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * What one expiry's chain said on one day, and what came of it. Amounts are fractions of the index on that day.
 *
 * @param session day of the chain
 * @param sessions sessions from then to the settlement, at least 1
 * @param analytics what the chain said
 * @param spot the index in the chain, points
 * @param settlement close of the expiry, points
 * @param impliedMove mean absolute move to the expiry by the volatility index; NaN without one
 * @param variance sum of the squared daily log returns up to the settlement
 * @param downside share of falls in the squared daily log returns up to the settlement; NaN if nothing moved
 */
record ChainOutcome(
        LocalDate session,
        int sessions,
        ExpiryAnalytics analytics,
        double spot,
        double settlement,
        double impliedMove,
        double variance,
        double downside) {

    /** Mean absolute value of a standard normal. */
    private static final double MEAN_ABSOLUTE_NORMAL = Math.sqrt(2 / Math.PI);

    static ChainOutcome of(
            LocalDate session, ExpiryAnalytics analytics, double spot, MarketHistory history, int row, int end) {
        double falls = 0;
        double all = 0;
        for (int i = row + 1; i <= end; i++) {
            double move = history.logReturn(i);
            all += move * move;
            falls += move < 0 ? move * move : 0;
        }
        return new ChainOutcome(
                session,
                end - row,
                analytics,
                spot,
                history.close(end),
                MEAN_ABSOLUTE_NORMAL * history.impliedMove(row, end - row),
                all,
                all > 0 ? falls / all : Double.NaN);
    }

    LocalDate expiry() {
        return analytics.expiry();
    }

    /** How the index moved up to the settlement. */
    double move() {
        return settlement / spot - 1;
    }

    /** How far max pain was from the settlement; NaN without open interest. */
    double maxPainError() {
        return analytics
                .maxPain()
                .map(pain -> Math.abs(pain.strike() - settlement) / spot)
                .orElse(Double.NaN);
    }

    /** The net skew; NaN where the smile does not reach. */
    double netSkew() {
        return analytics.skew().map(skew -> skew.net()).orElse(Double.NaN);
    }

    /** The straddle's premium; empty without both legs. */
    OptionalDouble premium() {
        return analytics
                .straddle()
                .map(straddle -> OptionalDouble.of(straddle.premium() / spot))
                .orElse(OptionalDouble.empty());
    }

    /** What the straddle settled at; NaN without one. */
    double settled() {
        return analytics
                .straddle()
                .map(straddle -> Math.abs(settlement - straddle.strike()) / spot)
                .orElse(Double.NaN);
    }
}
