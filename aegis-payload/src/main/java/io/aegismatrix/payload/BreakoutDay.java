package io.aegismatrix.payload;

/**
 * Odds of a breakout on one coming session.
 *
 * @param dayOffset sessions ahead, 1 to 5
 * @param odds how likely it is
 */
public record BreakoutDay(int dayOffset, @Flat Block<Odds> odds) {

    /**
     * How likely a breakout is.
     *
     * @param score calibrated probability
     * @param label the score against its base rate, in three steps
     * @param baseRate how often past sessions broke out at this offset
     * @param edge whether the score has skill over the base rate
     */
    public record Odds(double score, Level label, double baseRate, Edge edge) {

        /** Validates. */
        public Odds {
            Checks.probability(score, "breakout score");
            Checks.present(label, "label");
            Checks.probability(baseRate, "breakout baseRate");
            Checks.present(edge, "edge");
        }
    }

    /** Validates. */
    public BreakoutDay {
        if (dayOffset < 1 || dayOffset > BuyerOutlook.BREAKOUT_SESSIONS) {
            throw new IllegalArgumentException("dayOffset must be in [1, 5], was " + dayOffset);
        }
        Checks.present(odds, "odds");
    }
}
