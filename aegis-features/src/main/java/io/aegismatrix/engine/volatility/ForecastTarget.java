package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.RealizedVolatilityLabels;
import java.util.Arrays;

/** What a volatility regression learns, both as annualised volatility, so that they can be compared. */
public enum ForecastTarget {
    /** Realised volatility of the coming sessions. */
    REALIZED {
        @Override
        public double[] outcomes(MarketHistory history, int horizon) {
            return RealizedVolatilityLabels.forward(history, horizon);
        }
    },
    /**
     * How far the path of the coming sessions goes, up or down, whichever is further, from the decision close. Ranges
     * and touches depend on this more directly than on realised volatility, which counts every turn of the path.
     */
    REACH {
        @Override
        public double[] outcomes(MarketHistory history, int horizon) {
            ExcursionLabels paths = ExcursionLabels.of(history, horizon);
            double years = Math.sqrt((double) horizon / TradingCalendar.SESSIONS_PER_YEAR);
            double[] outcomes = new double[history.size()];
            Arrays.setAll(outcomes, row -> Math.max(paths.up(row), paths.down(row)) / years);
            return outcomes;
        }
    },
    /**
     * {@link #REACH}, brought to the level of the volatility index: the unit past moves are measured in. A unit's level
     * does not matter, but one learned anew every quarter would make the units of different years differ.
     */
    REACH_UNIT {
        @Override
        public double[] outcomes(MarketHistory history, int horizon) {
            return REACH.outcomes(history, horizon);
        }

        @Override
        boolean atIndexLevel() {
            return true;
        }
    };

    /** The outcome of every row, annualised decimal; NaN where it is not resolved, not positive where nothing moved. */
    public abstract double[] outcomes(MarketHistory history, int horizon);

    /** Whether the mean log of the forecast is that of the volatility index over the sessions it was fitted on. */
    boolean atIndexLevel() {
        return false;
    }
}
