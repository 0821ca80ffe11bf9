package io.aegismatrix.seller;

import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.chain.ChainAnalytics;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import java.time.LocalDate;
import java.util.Optional;

/** The market at the decision session, as every part of the outlook sees it. */
record Situation(FeatureSet features, int row, double spot, VolatilityForecast volatility, VolatilityForecast reach) {

    /**
     * The newest session of a feature set.
     *
     * @throws io.aegismatrix.data.MarketDataException if a feature of that session is not known
     */
    static Situation of(FeatureSet features, VolatilityForecast volatility, VolatilityForecast reach) {
        int row = features.decisionRow();
        InputColumns.requireComplete(features.daily(), row);
        return new Situation(features, row, features.now().spot(), volatility, reach);
    }

    MarketHistory history() {
        return features.history();
    }

    FeatureFrame frame() {
        return features.daily();
    }

    LocalDate session() {
        return features.history().session(row);
    }

    double feature(String name) {
        return features.daily().value(row, name);
    }

    /** Forecast volatility over the next sessions, annualised decimal. */
    double forecast(double sessions) {
        return volatility.annualized(features, row, sessions);
    }

    /** Forecast of how far the path of the next sessions goes, annualised decimal. */
    double reach(double sessions) {
        return reach(row, sessions);
    }

    /** What the same forecast says of an earlier row. */
    double reach(int earlier, double sessions) {
        return reach.annualized(features, earlier, sessions);
    }

    /** The volatility index with the known events of a horizon, in points. */
    double index(double sessions) {
        return index(row, sessions);
    }

    /** The same at an earlier row. */
    double index(int earlier, double sessions) {
        return reach.index(features, earlier, sessions);
    }

    /** VIX less realised volatility, annualised decimal. */
    double premium() {
        return feature("variance_risk_premium");
    }

    /** Percentile of {@link #premium()} in its last 252 values, in [0, 1]. */
    double premiumPercentile() {
        return feature("variance_risk_premium_percentile_252");
    }

    /** What the option chain says, if the source had a current one. */
    Optional<ChainAnalytics> chain() {
        return features.optionChain();
    }

    /** The chain's nearest expiry after the decision session that has open interest. */
    Optional<ExpiryAnalytics> chainExpiry() {
        return chain().flatMap(chain -> chain.expiries().stream()
                .filter(expiry -> expiry.expiry().isAfter(session()) && expiry.hasOpenInterest())
                .findFirst());
    }
}
