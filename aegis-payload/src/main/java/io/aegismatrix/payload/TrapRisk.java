package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The odds that premium sold today is a trap: that realised volatility outruns what the premium paid for.
 *
 * @param score calibrated probability of a trap
 * @param label the score in three steps
 * @param percentiles where volatility and its premium stand
 * @param baseRate how often past sessions were traps
 * @param edge whether the score has skill over the base rate
 * @param contributions the five features that moved the score most
 */
@JsonPropertyOrder({"score", "label", "iv_percentile", "rv_percentile", "base_rate", "edge"})
public record TrapRisk(
        double score,
        Level label,
        double baseRate,
        Edge edge,
        @Flat(source = "percentile_reason") Measured<Percentiles> percentiles,
        List<Contribution> contributions) {

    /**
     * Where volatility and its premium stand in their last 252 sessions.
     *
     * @param ivPercentile percentile of implied volatility, 0 to 1
     * @param rvPercentile percentile of realised volatility, 0 to 1
     * @param varianceRiskPremium VIX minus realised volatility over the last 22 sessions, annualised decimal
     * @param vrpPercentile its percentile, 0 to 1
     */
    public record Percentiles(
            double ivPercentile, double rvPercentile, double varianceRiskPremium, double vrpPercentile) {

        /** Validates. */
        public Percentiles {
            Checks.probability(ivPercentile, "ivPercentile");
            Checks.probability(rvPercentile, "rvPercentile");
            Checks.finite(varianceRiskPremium, "varianceRiskPremium");
            Checks.probability(vrpPercentile, "vrpPercentile");
        }
    }

    /** Validates. */
    public TrapRisk {
        Checks.probability(score, "trap score");
        Checks.present(label, "label");
        Checks.probability(baseRate, "trap baseRate");
        Checks.present(edge, "edge");
        Checks.present(percentiles, "percentiles");
        contributions = Checks.top(contributions);
    }
}
