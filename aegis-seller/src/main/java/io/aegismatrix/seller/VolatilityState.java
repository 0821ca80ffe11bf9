package io.aegismatrix.seller;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.indicator.Rolling;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Skew;
import io.aegismatrix.payload.Source;
import java.util.OptionalDouble;

/** What the recent past looks like: percentiles, persistence of regimes, and how returns lean. */
final class VolatilityState {

    private static final int YEAR = TradingCalendar.SESSIONS_PER_YEAR;
    private static final int MONTH = 20;
    private static final int SKEW_SESSIONS = 60;

    private VolatilityState() {}

    /**
     * Share of the last 252 values of the trailing 20-session volatility below today's, ties counted half: ranked as
     * {@code vix_percentile_252} is.
     */
    static double realizedPercentile(MarketHistory history, int row) {
        double[] values = new double[YEAR];
        for (int i = 0; i < YEAR; i++) {
            values[i] = history.trailingVolatility(row - YEAR + 1 + i, MONTH);
        }
        return Rolling.percentileRank(values, YEAR)[YEAR - 1];
    }

    /**
     * How often a regime like today's was still there 20 sessions later, over all sessions whose outcome is known: the
     * measured persistence that a forecast has to beat. Empty if there was no such session.
     */
    static OptionalDouble persistence(MarketHistory history, RegimeLabels labels, int row) {
        RegimeClass today = trailing(history, labels, row);
        int same = 0;
        int all = 0;
        for (int i = 0; i + RegimeLabels.HORIZON <= row; i++) {
            if (!Double.isNaN(labels.label(i)) && trailing(history, labels, i) == today) {
                all++;
                same += (int) labels.label(i) == today.position() ? 1 : 0;
            }
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) same / all);
    }

    private static RegimeClass trailing(MarketHistory history, RegimeLabels labels, int row) {
        return RegimeClass.of(
                history.trailingVolatility(row, RegimeLabels.HORIZON), labels.lower(row), labels.upper(row));
    }

    /**
     * Which side the variance of the last {@value #SKEW_SESSIONS} returns came from: shares of downside and upside
     * semivariance, and their difference. It stands in for the smile's skew, which needs an option chain.
     */
    static Block<Skew> semivarianceSkew(MarketHistory history, int row) {
        double down = 0;
        double up = 0;
        for (int i = row - SKEW_SESSIONS + 1; i <= row; i++) {
            double r = history.logReturn(i);
            down += r < 0 ? r * r : 0;
            up += r > 0 ? r * r : 0;
        }
        double all = down + up;
        double downShare = all > 0 ? down / all : 0.5;
        return Block.known(
                Skew.proxy(downShare, 1 - downShare, 2 * downShare - 1),
                Source.proxy("semivariance_asymmetry_60", "25-delta skew of the option chain's smile"));
    }
}
