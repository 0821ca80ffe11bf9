package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whether a long at-the-money straddle is worth its decay.
 *
 * @param score attractiveness, 0 to 1
 * @param label the score in three steps
 * @param winProbability calibrated probability that the straddle ends with a gain
 * @param expectedEdge expected gain as a fraction of the premium
 * @param p05 5 % quantile of the gain, fraction of the premium
 * @param p95 95 % quantile of the gain, fraction of the premium
 * @param baseRate how often past straddles ended with a gain
 * @param edge whether the win probability has skill over the base rate
 * @param method how the premium was found, such as {@code vix_straddle_1} or {@code chain_straddle_1}
 * @param premiumFraction the premium as a fraction of spot
 * @param premiumSource {@code FORMULA} from an option chain, {@code PROXY} from the volatility index
 */
public record ThetaEdge(
        double score,
        Label label,
        double winProbability,
        @JsonProperty("expected_edge_pct") double expectedEdge,
        @JsonProperty("p05_pct") double p05,
        @JsonProperty("p95_pct") double p95,
        double baseRate,
        Edge edge,
        String method,
        @JsonProperty("premium_pct") double premiumFraction,
        Source premiumSource) {

    /** Whether a long straddle is worth its decay. */
    public enum Label {
        /** The expected move does not pay for the decay. */
        DONT_WASTE_PREMIUM,
        /** Close to even. */
        BORDERLINE,
        /** The expected move pays for the decay. */
        EDGE_JUSTIFIES_PREMIUM
    }

    /** Validates. */
    public ThetaEdge {
        Checks.probability(score, "theta score");
        Checks.present(label, "label");
        Checks.probability(winProbability, "winProbability");
        Checks.finite(expectedEdge, "expectedEdge");
        Checks.finite(p05, "p05");
        Checks.finite(p95, "p95");
        Checks.ordered(p05, "p05", p95, "p95");
        Checks.probability(baseRate, "theta baseRate");
        Checks.present(edge, "edge");
        Checks.text(method, "method");
        Checks.nonNegative(premiumFraction, "premiumFraction");
        Checks.present(premiumSource, "premiumSource");
    }
}
