package io.aegismatrix.features;

import static io.aegismatrix.features.FeatureWorkspace.ratio;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.indicator.RangeVolatility;
import io.aegismatrix.features.indicator.Rolling;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much the price moved. */
final class RealizedVolatilityFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.REALIZED_VOLATILITY;
    private static final String ANNUALIZED = "annualized";
    private static final int ESTIMATOR_SESSIONS = 20;
    private static final int SHOCK_SESSIONS = 22;
    private static final double SHOCK_LIMIT = 3;

    private RealizedVolatilityFeatures() {}

    static List<Feature> list() {
        return Stream.of(
                        IntStream.of(10, 20, 60).mapToObj(RealizedVolatilityFeatures::closeToClose),
                        Stream.of(parkinson(), garmanKlass(), rogersSatchell(), yangZhang()),
                        IntStream.of(1, 5, 22, 66).mapToObj(RealizedVolatilityFeatures::logHar),
                        Stream.of(
                                volatilityRatio(5, 66),
                                volatilityRatio(1, 22),
                                volatilityOfVolatility(),
                                downsideVolatility(),
                                downsideShare(),
                                negativeShock(),
                                meanNegativeShock()))
                .flatMap(features -> features)
                .toList();
    }

    private static Feature closeToClose(int sessions) {
        return new Feature(
                "close_volatility_" + sessions,
                GROUP,
                ANNUALIZED,
                sessions + 1,
                "sqrt(252) * standard deviation of the last " + sessions + " log returns",
                data -> data.annualized(Rolling.standardDeviation(data.logReturn(), sessions)));
    }

    private static Feature parkinson() {
        return new Feature(
                "parkinson_volatility_20",
                GROUP,
                ANNUALIZED,
                ESTIMATOR_SESSIONS,
                "sqrt(252 * mean of ln(high / low)^2 / (4 ln 2)) over 20 sessions (Parkinson 1980)",
                data -> data.annualized(RangeVolatility.parkinson(data.high(), data.low(), ESTIMATOR_SESSIONS)));
    }

    private static Feature garmanKlass() {
        return new Feature(
                "garman_klass_volatility_20",
                GROUP,
                ANNUALIZED,
                ESTIMATOR_SESSIONS + 1,
                "sqrt(252 * mean of overnight^2 + Garman-Klass variance) over 20 sessions (Garman and Klass 1980)",
                data -> data.realizedVolatility(ESTIMATOR_SESSIONS));
    }

    private static Feature rogersSatchell() {
        return new Feature(
                "rogers_satchell_volatility_20",
                GROUP,
                ANNUALIZED,
                ESTIMATOR_SESSIONS,
                "sqrt(252 * mean Rogers-Satchell variance) over 20 sessions (Rogers and Satchell 1991)",
                data -> data.annualized(RangeVolatility.rogersSatchell(
                        data.open(), data.high(), data.low(), data.close(), ESTIMATOR_SESSIONS)));
    }

    private static Feature yangZhang() {
        return new Feature(
                "yang_zhang_volatility_20",
                GROUP,
                ANNUALIZED,
                ESTIMATOR_SESSIONS + 1,
                "sqrt(252 * Yang-Zhang variance) over 20 sessions (Yang and Zhang 2000)",
                data -> data.annualized(RangeVolatility.yangZhang(
                        data.open(), data.high(), data.low(), data.close(), ESTIMATOR_SESSIONS)));
    }

    private static Feature logHar(int sessions) {
        return new Feature(
                "log_har_" + sessions,
                GROUP,
                "log_annualized",
                sessions + 1,
                "0.5 * ln(252 * mean variance proxy over " + sessions + " sessions + 1e-8) (Corsi 2009)",
                data -> data.logRealizedVolatility(sessions));
    }

    private static Feature volatilityRatio(int fast, int slow) {
        return new Feature(
                "volatility_ratio_" + fast + "_" + slow,
                GROUP,
                "log_ratio",
                slow + 1,
                "log_har_" + fast + " - log realised volatility over " + slow + " sessions",
                data -> {
                    double[] recent = data.logRealizedVolatility(fast);
                    double[] usual = data.logRealizedVolatility(slow);
                    return data.column(i -> recent[i] - usual[i]);
                });
    }

    private static Feature volatilityOfVolatility() {
        return new Feature(
                "volatility_of_volatility_22",
                GROUP,
                "log_ratio",
                28,
                "standard deviation of the last 22 daily changes of log_har_5",
                data -> Rolling.standardDeviation(data.change(data.logRealizedVolatility(5), 1), 22));
    }

    private static Feature downsideVolatility() {
        return new Feature(
                "downside_volatility_20",
                GROUP,
                ANNUALIZED,
                21,
                "sqrt(252 * mean of min(log return, 0)^2 over 20 sessions)",
                data -> {
                    double[] mean = Rolling.mean(squaredLosses(data), 20);
                    return data.column(i -> Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR * mean[i]));
                });
    }

    private static Feature downsideShare() {
        return new Feature(
                "downside_semivariance_share_22",
                GROUP,
                "fraction",
                23,
                "sum of squared negative log returns / sum of squared log returns over 22 sessions; 0.5 if none moved",
                data -> {
                    double[] losses = Rolling.sum(squaredLosses(data), 22);
                    double[] returns = data.logReturn();
                    double[] all = Rolling.sum(data.column(i -> returns[i] * returns[i]), 22);
                    return data.column(i -> ratio(losses[i], all[i], 0.5));
                });
    }

    private static double[] squaredLosses(FeatureWorkspace data) {
        return data.shared("squared_losses", () -> {
            double[] returns = data.logReturn();
            return data.column(i -> Math.pow(Math.min(returns[i], 0), 2));
        });
    }

    private static Feature negativeShock() {
        return new Feature(
                "negative_shock_1",
                GROUP,
                "z_score",
                SHOCK_SESSIONS + 2,
                "log return / standard deviation of the 22 log returns before it, clipped to [-3, 0]; 0 if those did not"
                        + " move",
                RealizedVolatilityFeatures::negativeShocks);
    }

    private static Feature meanNegativeShock() {
        return new Feature(
                "negative_shock_5",
                GROUP,
                "z_score",
                SHOCK_SESSIONS + 6,
                "mean of the last 5 values of negative_shock_1",
                data -> Rolling.mean(negativeShocks(data), 5));
    }

    private static double[] negativeShocks(FeatureWorkspace data) {
        return data.shared("negative_shocks", () -> {
            double[] returns = data.logReturn();
            double[] spread = Rolling.standardDeviation(returns, SHOCK_SESSIONS);
            return data.columnFrom(1, i -> Math.max(-SHOCK_LIMIT, Math.min(0, ratio(returns[i], spread[i - 1], 0))));
        });
    }
}
