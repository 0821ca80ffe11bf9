package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.BuyerRegime;
import io.aegismatrix.payload.Source;

/**
 * How the market has been moving, from two readings: the variance ratio of 5-session to 1-session returns over 60
 * sessions (Lo and MacKinlay 1988, overlapping and bias-corrected; above 1 moves continue, below 1 they reverse) and the
 * average directional index.
 */
final class RegimeBlock {

    /** A variance ratio from here on says that moves continue, given a directional market. */
    static final double TREND_RATIO = 1.0;

    /** An average directional index from here on is a directional market (Wilder's own mark is 20 to 25). */
    static final double TREND_ADX = 22;

    /** A variance ratio up to here says that moves reverse, unless the market is directional. */
    static final double REVERT_RATIO = 0.85;

    private static final int WINDOW = 60;
    private static final int SESSIONS = 5;

    private RegimeBlock() {}

    static Known<BuyerRegime> of(BuyerInputs inputs, int row) {
        double ratio = varianceRatio(inputs.history(), row, WINDOW, SESSIONS);
        double adx = inputs.feature(row, "adx_14");
        return new Known<>(
                new BuyerRegime(regime(ratio, adx), ModelException.requireFinite(ratio, "variance_ratio"), adx),
                Source.formula("variance_ratio_60_5_and_adx_14"));
    }

    /** The regime of two readings. */
    static BuyerRegime.Label regime(double varianceRatio, double adx) {
        if (varianceRatio >= TREND_RATIO && adx >= TREND_ADX) {
            return BuyerRegime.Label.TREND_FOLLOWING;
        }
        return varianceRatio <= REVERT_RATIO && adx < TREND_ADX
                ? BuyerRegime.Label.MEAN_REVERT
                : BuyerRegime.Label.CHOPPY;
    }

    /** Variance of {@code q}-session returns over q times that of 1-session returns, in the window that ends at a row. */
    static double varianceRatio(MarketHistory history, int row, int window, int q) {
        int start = row - window;
        double mean = (Math.log(history.close(row)) - Math.log(history.close(start))) / window;
        double single = 0;
        for (int i = start + 1; i <= row; i++) {
            single += square(history.logReturn(i) - mean);
        }
        double several = 0;
        for (int i = start + q; i <= row; i++) {
            several += square(Math.log(history.close(i) / history.close(i - q)) - q * mean);
        }
        double scale = (double) q * (window - q + 1) * (1 - (double) q / window);
        return single == 0 ? 1 : several / scale / (single / (window - 1));
    }

    private static double square(double value) {
        return value * value;
    }
}
