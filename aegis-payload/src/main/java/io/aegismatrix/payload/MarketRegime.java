package io.aegismatrix.payload;

/**
 * The market's state, and what it was read from.
 *
 * @param label the state
 * @param vixPercentile percentile of the volatility index in its last 252 sessions, 0 to 1
 * @param trend 20-session trend, log return
 */
public record MarketRegime(Label label, double vixPercentile, double trend) {

    /** The market's state. */
    public enum Label {
        /** Volatility index in its lowest third and a rising 20-session trend. */
        LOW_VOL_BULL,
        /** Volatility index in its highest third and a falling 20-session trend. */
        HIGH_VOL_BEAR,
        /** Any other trending market. */
        TREND_FOLLOWING,
        /** No trend. */
        SIDEWAYS_CHOP
    }

    /** Validates. */
    public MarketRegime {
        Checks.present(label, "regime");
        Checks.probability(vixPercentile, "vixPercentile");
        Checks.finite(trend, "trend");
    }
}
