package io.aegismatrix.features;

import static io.aegismatrix.features.FeatureWorkspace.ratio;

import io.aegismatrix.features.indicator.Rolling;
import java.util.List;

/** How the returns are distributed, and how far the price is below its high. */
final class ShapeFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.SHAPE;
    private static final int SESSIONS = 60;

    /** Returns in a tail: a tenth of the window. */
    private static final int TAIL = 6;

    private ShapeFeatures() {}

    static List<Feature> list() {
        return List.of(skewness(), kurtosis(), upperTail(), lowerTail(), tailAsymmetry(), drawdown(60), drawdown(252));
    }

    private static Feature skewness() {
        return new Feature(
                "skewness_60",
                GROUP,
                "moment",
                SESSIONS + 1,
                "third standardised moment of the last 60 log returns; 0 if nothing moved",
                data -> Rolling.skewness(data.logReturn(), SESSIONS));
    }

    private static Feature kurtosis() {
        return new Feature(
                "kurtosis_60",
                GROUP,
                "moment",
                SESSIONS + 1,
                "fourth standardised moment of the last 60 log returns - 3; 0 if nothing moved",
                data -> Rolling.kurtosis(data.logReturn(), SESSIONS));
    }

    private static Feature upperTail() {
        return new Feature(
                "upper_tail_mean_60",
                GROUP,
                "z_score",
                SESSIONS + 1,
                "mean of the 6 largest of the last 60 log returns / their standard deviation; 0 if nothing moved",
                data -> standardized(data, tailMean(data, true)));
    }

    private static Feature lowerTail() {
        return new Feature(
                "lower_tail_mean_60",
                GROUP,
                "z_score",
                SESSIONS + 1,
                "mean of the 6 smallest of the last 60 log returns / their standard deviation; 0 if nothing moved",
                data -> standardized(data, tailMean(data, false)));
    }

    private static Feature tailAsymmetry() {
        return new Feature(
                "tail_asymmetry_60",
                GROUP,
                "fraction",
                SESSIONS + 1,
                "(upper + lower tail mean) / (|upper| + |lower|) of the last 60 log returns; 0 if nothing moved",
                data -> {
                    double[] upper = tailMean(data, true);
                    double[] lower = tailMean(data, false);
                    return data.column(i -> ratio(upper[i] + lower[i], Math.abs(upper[i]) + Math.abs(lower[i]), 0));
                });
    }

    private static double[] standardized(FeatureWorkspace data, double[] values) {
        double[] spread = data.shared("return_spread_60", () -> Rolling.standardDeviation(data.logReturn(), SESSIONS));
        return data.column(i -> ratio(values[i], spread[i], 0));
    }

    private static double[] tailMean(FeatureWorkspace data, boolean upper) {
        return data.shared("tail_mean_" + upper, () -> {
            double[] returns = data.logReturn();
            return upper ? Rolling.largestMean(returns, SESSIONS, TAIL) : Rolling.smallestMean(returns, SESSIONS, TAIL);
        });
    }

    private static Feature drawdown(int sessions) {
        return new Feature(
                "drawdown_" + sessions,
                GROUP,
                "log_return",
                sessions,
                "ln(close / highest high of the last " + sessions + " sessions)",
                data -> data.distance(Rolling.max(data.high(), sessions)));
    }
}
