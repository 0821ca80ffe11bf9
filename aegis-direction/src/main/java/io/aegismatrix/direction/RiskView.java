package io.aegismatrix.direction;

import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Component;
import io.aegismatrix.payload.DirectionOutlook.Risk;
import io.aegismatrix.payload.Source;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How risky any directional view is: the mean of where forecast 5-session volatility stands among its last 252 sessions,
 * and of how undecided the 5-session direction is (entropy of its probabilities over ln 3).
 *
 * @param volatilityPercentile in [0, 1]
 * @param entropy in [0, 1]
 */
record RiskView(double volatilityPercentile, double entropy) {

    private static final int YEAR = 252;
    private static final int SESSIONS = 5;

    static RiskView of(FeatureSet features, VolatilityForecast volatility, List<Double> probabilities) {
        int last = features.decisionRow();
        double[] year = IntStream.rangeClosed(Math.max(0, last - YEAR + 1), last)
                .mapToDouble(row -> volatility.annualized(features, row, SESSIONS))
                .filter(Double::isFinite)
                .toArray();
        return new RiskView(
                Quantiles.rank(year, volatility.annualized(features, last, SESSIONS)), entropy(probabilities));
    }

    private static double entropy(List<Double> probabilities) {
        double sum = probabilities.stream()
                .mapToDouble(probability -> probability > 0 ? -probability * Math.log(probability) : 0)
                .sum();
        return Math.min(1, sum / Math.log(probabilities.size()));
    }

    private double score() {
        return (volatilityPercentile + entropy) / 2;
    }

    Block<Risk> published() {
        List<Component> components = List.of(
                Component.of("volatility_percentile_252", volatilityPercentile, 0.5),
                Component.of("direction_entropy_5", entropy, 0.5));
        return Block.known(new Risk(score(), components), Source.formula("mean_of_volatility_percentile_and_entropy"));
    }
}
