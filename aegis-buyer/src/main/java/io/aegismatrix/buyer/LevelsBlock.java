package io.aegismatrix.buyer;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.MarketNow;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.BreakoutLevels;
import io.aegismatrix.payload.Source;

/**
 * The prices whose passing makes a breakout: the decision close plus and minus 1.5 average true ranges, and the 20-session
 * Donchian channel. They stay where they are through the session; distance and touch odds follow spot, and the odds allow
 * for the variance that has passed.
 */
final class LevelsBlock {

    private static final int CHANNEL = 20;
    private static final double LEAST_TO_COME = 1e-4;

    private LevelsBlock() {}

    static Block<BreakoutLevels> of(BuyerInputs inputs, int row, MarketNow now, Excursions excursions) {
        MarketHistory history = inputs.history();
        double reach = BreakoutLabels.MULTIPLE * history.atr(row);
        double upper = history.close(row) + reach;
        double lower = history.close(row) - reach;
        double up = Math.log(upper / now.spot());
        double down = Math.log(now.spot() / lower);
        double sigma = inputs.volatility(row, 1) / Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR);
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = row - CHANNEL + 1; i <= row; i++) {
            highest = Math.max(highest, history.high(i));
            lowest = Math.min(lowest, history.low(i));
        }
        BreakoutLevels levels = new BreakoutLevels(
                upper,
                lower,
                ModelException.requireFinite(Math.max(0, Math.min(up, down)) / sigma, "distance_sigma"),
                ModelException.requireFinite(touch(inputs, row, now, excursions, upper, lower), "touch_probability"),
                highest,
                lowest);
        return Block.known(levels, Source.formula("atr_14_levels_excursion_odds"));
    }

    private static double touch(
            BuyerInputs inputs, int row, MarketNow now, Excursions excursions, double upper, double lower) {
        double high = now.path().map(MarketNow.Path::high).orElse(now.spot());
        double low = now.path().map(MarketNow.Path::low).orElse(now.spot());
        if (high >= upper || low <= lower) {
            return 1;
        }
        double unit = excursions.unit(
                inputs.volatility(row, 1),
                inputs.history().vix(row),
                inputs.index(row, 1),
                Math.max(LEAST_TO_COME, now.varianceToCome()));
        return excursions
                .touch(1, Math.log(upper / now.spot()) / unit, Math.log(now.spot() / lower) / unit)
                .either();
    }
}
