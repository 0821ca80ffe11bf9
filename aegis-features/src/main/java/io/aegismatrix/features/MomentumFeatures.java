package io.aegismatrix.features;

import static io.aegismatrix.features.FeatureWorkspace.ratio;

import io.aegismatrix.features.indicator.Cci;
import io.aegismatrix.features.indicator.Macd;
import io.aegismatrix.features.indicator.Roc;
import io.aegismatrix.features.indicator.Rolling;
import io.aegismatrix.features.indicator.Rsi;
import io.aegismatrix.features.indicator.Stochastic;
import io.aegismatrix.features.indicator.WilliamsR;
import java.util.List;

/** How hard the price is pushing. */
final class MomentumFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.MOMENTUM;
    private static final String INDEX = "index_0_100";

    private MomentumFeatures() {}

    static List<Feature> list() {
        return List.of(
                rsi().fromTheFirstSession(),
                macdLine().fromTheFirstSession(),
                macdHistogram().fromTheFirstSession(),
                stochasticK(),
                stochasticD(),
                roc(5),
                roc(10),
                roc(20),
                williamsR(),
                cci());
    }

    private static Feature rsi() {
        return new Feature(
                "rsi_14",
                GROUP,
                INDEX,
                15,
                "relative strength index over 14 sessions, Wilder's smoothing (Wilder 1978); 50 if nothing moved",
                data -> Rsi.of(data.close(), 14));
    }

    private static Feature macdLine() {
        return new Feature(
                "macd_line",
                GROUP,
                "atr",
                26,
                "(exponential average over 12 - over 26 sessions) / ATR 14",
                data -> data.inAtr(Macd.line(data.close(), 12, 26)));
    }

    private static Feature macdHistogram() {
        return new Feature(
                "macd_histogram",
                GROUP,
                "atr",
                34,
                "(MACD 12/26 - its exponential average over 9 sessions) / ATR 14",
                data -> data.inAtr(Macd.histogram(data.close(), 12, 26, 9)));
    }

    private static Feature stochasticK() {
        return new Feature(
                "stochastic_k_14",
                GROUP,
                INDEX,
                14,
                "100 * (close - lowest low) / (highest high - lowest low) over 14 sessions; 50 if they are equal",
                MomentumFeatures::percentK);
    }

    private static double[] percentK(FeatureWorkspace data) {
        return data.shared("stochastic_k_14", () -> Stochastic.percentK(data.high(), data.low(), data.close(), 14));
    }

    private static Feature stochasticD() {
        return new Feature(
                "stochastic_d_3",
                GROUP,
                INDEX,
                16,
                "mean of the last 3 values of stochastic_k_14",
                data -> Rolling.mean(percentK(data), 3));
    }

    private static Feature roc(int sessions) {
        return new Feature(
                "roc_" + sessions,
                GROUP,
                "z_score",
                Math.max(sessions, MarketHistory.SIGMA_SESSIONS) + 1,
                "(close / close " + sessions + " sessions ago - 1) / (standard deviation of 20 log returns * sqrt("
                        + sessions + ")); 0 if nothing moved",
                data -> {
                    double[] change = Roc.of(data.close(), sessions);
                    double scale = Math.sqrt(sessions);
                    return data.column(i -> ratio(change[i], data.history().sigma(i) * scale, 0));
                });
    }

    private static Feature williamsR() {
        return new Feature(
                "williams_r_28",
                GROUP,
                "index_-100_0",
                28,
                "Williams %R over 28 sessions (over 14 it would repeat stochastic_k_14); -50 without range",
                data -> WilliamsR.of(data.high(), data.low(), data.close(), 28));
    }

    private static Feature cci() {
        return new Feature(
                "cci_20",
                GROUP,
                "index",
                20,
                "(typical price - its mean) / (0.015 * mean absolute deviation) over 20 sessions (Lambert 1980);"
                        + " 0 if nothing moved",
                data -> Cci.of(data.high(), data.low(), data.close(), 20));
    }
}
