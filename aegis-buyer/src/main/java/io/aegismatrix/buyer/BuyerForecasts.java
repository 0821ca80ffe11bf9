package io.aegismatrix.buyer;

import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.Decimals;
import java.util.ArrayList;
import java.util.List;

/** Breakouts, spike and straddle; today's breakout, which has no label, at horizon 0. */
final class BuyerForecasts {

    private final List<Forecast> stated = new ArrayList<>();

    private BuyerForecasts() {}

    static List<Forecast> of(BuyerOutlook outlook) {
        BuyerForecasts forecasts = new BuyerForecasts();
        outlook.breakoutNext()
                .forEach(day -> day.odds()
                        .find()
                        .ifPresent(odds -> forecasts.add(Output.BREAKOUT_PROBABILITY, day.dayOffset(), odds.score())));
        outlook.breakoutToday()
                .find()
                .ifPresent(today -> forecasts.add(Output.BREAKOUT_TODAY_PROBABILITY, 0, today.score()));
        outlook.spikeDirectionBias()
                .find()
                .ifPresent(bias -> forecasts.add(Output.SPIKE_UP_PROBABILITY, 1, bias.upProb()));
        outlook.thetaEdge()
                .find()
                .filter(theta -> theta.method().equals(Premium.byIndex(BuyerEngine.HEADLINE_STRADDLE)))
                .ifPresent(theta -> forecasts.add(
                        Output.LONG_STRADDLE_WIN_PROBABILITY, BuyerEngine.HEADLINE_STRADDLE, theta.winProbability()));
        return List.copyOf(forecasts.stated);
    }

    private void add(Output output, int sessions, double fraction) {
        stated.add(Forecast.of(output, sessions, Decimals.fraction(fraction)));
    }
}
