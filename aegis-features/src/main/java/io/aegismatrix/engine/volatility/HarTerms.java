package io.aegismatrix.engine.volatility;

import io.aegismatrix.features.FeatureFrame;
import java.util.List;

/**
 * The inputs of the volatility regression, straight from the feature frame: log realised volatility over 1, 5 and 22
 * sessions (Corsi 2009), log volatility index, and leverage as clipped volatility-standardised negative shocks.
 * Unclipped, one crash makes the forecast run away.
 */
final class HarTerms {

    private static final List<String> FEATURES =
            List.of("log_har_1", "log_har_5", "log_har_22", "log_vix", "negative_shock_5", "negative_shock_1");

    /** Number of inputs, the intercept included. */
    static final int COUNT = FEATURES.size() + 1;

    private final FeatureFrame frame;
    private final int[] columns;

    HarTerms(FeatureFrame frame) {
        this.frame = frame;
        this.columns = FEATURES.stream().mapToInt(frame.schema()::indexOf).toArray();
    }

    /** The inputs at a row, intercept first; any of them NaN while history or volatility index is missing. */
    double[] at(int row) {
        double[] terms = new double[COUNT];
        terms[0] = 1;
        for (int i = 0; i < columns.length; i++) {
            terms[i + 1] = frame.value(row, columns[i]);
        }
        return terms;
    }

    static boolean known(double[] terms) {
        for (double term : terms) {
            if (!Double.isFinite(term)) {
                return false;
            }
        }
        return true;
    }
}
