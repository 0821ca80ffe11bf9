package io.aegismatrix.payload;

import java.util.List;

/**
 * Odds of a breakout today.
 *
 * @param score calibrated probability
 * @param label the score against its base rate, in three steps
 * @param baseRate how often past sessions broke out
 * @param edge whether the score has skill over the base rate
 * @param contributions the five features that moved the score most
 */
public record BreakoutToday(double score, Level label, double baseRate, Edge edge, List<Contribution> contributions) {

    /** Validates. */
    public BreakoutToday {
        Checks.probability(score, "breakout score");
        Checks.present(label, "label");
        Checks.probability(baseRate, "breakout baseRate");
        Checks.present(edge, "edge");
        contributions = Checks.top(contributions);
    }
}
