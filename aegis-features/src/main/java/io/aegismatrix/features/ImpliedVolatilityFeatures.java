package io.aegismatrix.features;

import io.aegismatrix.features.indicator.Rolling;
import java.util.List;

/**
 * What options cost. Windows count the sessions on which the volatility index has a bar; on the others every feature
 * here is NaN.
 */
final class ImpliedVolatilityFeatures {

    private static final FeatureGroup GROUP = FeatureGroup.IMPLIED_VOLATILITY;
    private static final int REALIZED_SESSIONS = 22;
    private static final int YEAR = 252;

    private ImpliedVolatilityFeatures() {}

    static List<Feature> list() {
        return List.of(
                logVix(),
                vixChange(1),
                vixChange(5),
                vixZScore(),
                vixPercentile(),
                vixRange(),
                logVarianceRiskPremium(),
                varianceRiskPremium(),
                varianceRiskPremiumPercentile());
    }

    private static Feature logVix() {
        return new Feature(
                "log_vix", GROUP, "log_annualized", 1, "ln(VIX / 100)", ImpliedVolatilityFeatures::logVixColumn);
    }

    private static double[] logVixColumn(FeatureWorkspace data) {
        return data.shared("log_vix", () -> {
            double[] vix = data.vix();
            return data.column(i -> Math.log(vix[i] / 100));
        });
    }

    private static Feature vixChange(int sessions) {
        return new Feature(
                "vix_change_" + sessions,
                GROUP,
                "log_return",
                sessions + 1,
                "ln(VIX / VIX " + sessions + " of its own sessions ago)",
                data -> data.onPresent(logVixColumn(data), values -> {
                    double[] changes = new double[values.length];
                    for (int i = 0; i < values.length; i++) {
                        changes[i] = i < sessions ? Double.NaN : values[i] - values[i - sessions];
                    }
                    return changes;
                }));
    }

    private static Feature vixZScore() {
        return new Feature(
                "vix_z_score_60",
                GROUP,
                "z_score",
                60,
                "(ln VIX - mean) / standard deviation over its last 60 sessions; 0 if it did not move",
                data -> data.onPresent(logVixColumn(data), values -> Rolling.zScore(values, 60)));
    }

    private static Feature vixPercentile() {
        return new Feature(
                "vix_percentile_252",
                GROUP,
                "fraction",
                YEAR,
                "share of the VIX's last 252 sessions below today's value, ties counted half",
                data -> data.onPresent(data.vix(), values -> Rolling.percentileRank(values, YEAR)));
    }

    private static Feature vixRange() {
        return new Feature("vix_range", GROUP, "log_return", 1, "ln(VIX high / VIX low) of the session", data -> {
            MarketHistory history = data.history();
            return data.column(i -> Math.log(history.vixHigh(i) / history.vixLow(i)));
        });
    }

    private static Feature logVarianceRiskPremium() {
        return new Feature(
                "log_variance_risk_premium",
                GROUP,
                "log_ratio",
                REALIZED_SESSIONS + 1,
                "log_vix - log_har_22",
                data -> {
                    double[] implied = logVixColumn(data);
                    double[] realized = data.logRealizedVolatility(REALIZED_SESSIONS);
                    return data.column(i -> implied[i] - realized[i]);
                });
    }

    private static Feature varianceRiskPremium() {
        return new Feature(
                "variance_risk_premium",
                GROUP,
                "annualized",
                REALIZED_SESSIONS + 1,
                "VIX / 100 - realised volatility over 22 sessions",
                ImpliedVolatilityFeatures::premium);
    }

    private static Feature varianceRiskPremiumPercentile() {
        return new Feature(
                "variance_risk_premium_percentile_252",
                GROUP,
                "fraction",
                REALIZED_SESSIONS + YEAR,
                "share of the last 252 known values of variance_risk_premium below today's, ties counted half",
                data -> data.onPresent(premium(data), values -> Rolling.percentileRank(values, YEAR)));
    }

    private static double[] premium(FeatureWorkspace data) {
        return data.shared("variance_risk_premium", () -> {
            double[] vix = data.vix();
            double[] realized = data.realizedVolatility(REALIZED_SESSIONS);
            return data.column(i -> vix[i] / 100 - realized[i]);
        });
    }
}
