package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.backtest.ForecastSeries;
import io.aegismatrix.engine.forecast.Output;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The strikes between which a seller of options expects the index to stay.
 *
 * @param put strike of the put, points
 * @param call strike of the call, points
 */
record Strangle(double put, double call) {

    /**
     * Standard deviations that a Brownian path of one expiry cycle stays within nine times out of ten: the range of the
     * seller who has no forecast but the volatility index. By reflection 4 · (1 − Φ(1.96)) = 0.1.
     */
    static final double UNCONDITIONAL_DEVIATIONS = 1.96;

    /** Validates that the put is below the call. */
    Strangle {
        if (!(put > 0 && put < call)) {
            throw new IllegalArgumentException("expected a put below the call, was " + put + " and " + call);
        }
    }

    /** How to choose the strikes of a cycle at a row; empty means no trade. */
    @FunctionalInterface
    interface Choice {
        Optional<Strangle> at(int row, ExpiryCycle cycle);
    }

    /** The edges of the 0.9 path range whose horizon is nearest to the sessions until expiry; the longer of two. */
    static Choice atForecastRange(Market market, ForecastSeries forecasts) {
        return (row, cycle) -> {
            int horizon = nearest(market.sessionsUntil(row, cycle.expiry()));
            OptionalDouble lower = forecasts.find(row, Output.PATH_RANGE_LOWER, horizon, Horizons.HEADLINE_LEVEL);
            OptionalDouble upper = forecasts.find(row, Output.PATH_RANGE_UPPER, horizon, Horizons.HEADLINE_LEVEL);
            return lower.isPresent() && upper.isPresent()
                    ? Optional.of(new Strangle(lower.getAsDouble(), upper.getAsDouble()))
                    : Optional.empty();
        };
    }

    private static int nearest(int sessions) {
        int nearest = Horizons.RANGE.get(0);
        for (int horizon : Horizons.RANGE) {
            nearest = Math.abs(horizon - sessions) <= Math.abs(nearest - sessions) ? horizon : nearest;
        }
        return nearest;
    }

    /** At a fixed distance in units of the volatility index. */
    static Choice atFixedDistance(Market market) {
        return (row, cycle) -> {
            double deviation = market.vix(row) / 100 * Math.sqrt(market.years(row, cycle.expiry()));
            double distance = UNCONDITIONAL_DEVIATIONS * deviation;
            return Double.isNaN(distance)
                    ? Optional.empty()
                    : Optional.of(new Strangle(
                            market.close(row) * Math.exp(-distance), market.close(row) * Math.exp(distance)));
        };
    }

    /** The same strangle at the listed strikes next further out. */
    Strangle listed(Market market) {
        return new Strangle(market.strikeBelow(put), market.strikeAbove(call));
    }

    /** Premium of both options, points. */
    double premium(double spot, double years, double vix) {
        return OptionPricing.premium(false, spot, put, years, vix)
                + OptionPricing.premium(true, spot, call, years, vix);
    }

    /** What both options settle at, points. */
    double settlement(double spot) {
        return OptionPricing.settlement(false, spot, put) + OptionPricing.settlement(true, spot, call);
    }

    /** Whether the index ends between the strikes. */
    boolean holds(double spot) {
        return spot >= put && spot <= call;
    }
}
