package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.backtest.ForecastSeries;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.MarketHistory;
import java.util.OptionalDouble;

/**
 * The direction rule: long or short where the odds of up over down, beyond what they had usually been, promise more than
 * a round trip costs; flat otherwise. Sized to 10 % volatility a year by the forecast volatility, at most twice the
 * capital.
 *
 * <p>Usual odds are the frequencies of up and down among all outcomes known at the decision, for the same dead zone in
 * trailing standard deviations; so a forecast that merely repeats the base rates takes no position.
 */
final class DirectionPosition implements IndexRule.Position {

    static final double TARGET_VOLATILITY = 0.10;
    static final double MOST = 2;

    private static final int LEAST_OUTCOMES = 250;

    private final MarketHistory history;
    private final ForecastSeries forecasts;
    private final int horizon;

    DirectionPosition(MarketHistory history, ForecastSeries forecasts, int horizon) {
        this.history = history;
        this.forecasts = forecasts;
        this.horizon = horizon;
    }

    @Override
    public double at(int row) {
        OptionalDouble move = forecasts.find(row, Output.EXPECTED_ABS_MOVE, horizon);
        OptionalDouble edge = edge(row);
        if (move.isEmpty() || edge.isEmpty()) {
            return 0;
        }
        double promised = Math.abs(edge.getAsDouble()) * move.getAsDouble();
        boolean pays = promised > 2 * TradingCosts.on(history.session(row)).futureSide();
        return pays ? Math.signum(edge.getAsDouble()) * size(forecasts, row, horizon) : 0;
    }

    /** Odds of up over down beyond the usual ones. */
    private OptionalDouble edge(int row) {
        OptionalDouble up = forecasts.find(row, Output.DIRECTION_UP, horizon);
        OptionalDouble down = forecasts.find(row, Output.DIRECTION_DOWN, horizon);
        OptionalDouble zone = forecasts.findDeadZone(row, horizon);
        if (up.isEmpty() || down.isEmpty() || zone.isEmpty()) {
            return OptionalDouble.empty();
        }
        double zoneInDeviations = zone.getAsDouble() / (history.sigma(row) * Math.sqrt(horizon));
        OptionalDouble usual = usual(row, zoneInDeviations);
        return usual.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(up.getAsDouble() - down.getAsDouble() - usual.getAsDouble());
    }

    private OptionalDouble usual(int row, double zoneInDeviations) {
        int known = 0;
        int balance = 0;
        for (int past = 0; past + horizon <= row; past++) {
            double zone = zoneInDeviations * history.sigma(past) * Math.sqrt(horizon);
            double move = Math.log(history.close(past + horizon) / history.close(past));
            if (!Double.isNaN(zone)) {
                known++;
                balance += move > zone ? 1 : move < -zone ? -1 : 0;
            }
        }
        return known < LEAST_OUTCOMES ? OptionalDouble.empty() : OptionalDouble.of((double) balance / known);
    }

    /** Capital at work that the forecast volatility allows; 0 without a forecast. */
    static double size(ForecastSeries forecasts, int row, int horizon) {
        OptionalDouble volatility = forecasts.find(row, Output.REALIZED_VOLATILITY, horizon);
        return volatility.isPresent() ? Math.min(MOST, TARGET_VOLATILITY / volatility.getAsDouble()) : 0;
    }
}
