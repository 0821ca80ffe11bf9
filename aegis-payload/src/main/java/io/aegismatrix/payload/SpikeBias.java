package io.aegismatrix.payload;

/**
 * Which side a breakout would take, given that there is one.
 *
 * @param upProb probability of the upper side
 * @param downProb probability of the lower side; the two sum to 1 within 1e-4
 * @param baseRate how often past breakouts took the upper side
 * @param edge whether the bias has skill over the base rate
 * @param n past breakouts it was learnt from, above zero
 */
public record SpikeBias(double upProb, double downProb, double baseRate, Edge edge, int n) {

    /** Validates. */
    public SpikeBias {
        Checks.probability(upProb, "upProb");
        Checks.probability(downProb, "downProb");
        Checks.sumToOne("upProb and downProb", upProb, downProb);
        Checks.probability(baseRate, "spike baseRate");
        Checks.present(edge, "edge");
        Checks.atLeast(1, n, "n of breakouts");
    }

    /** The bias of a probability of the upper side; that of the lower is the rest. */
    public static SpikeBias of(double upProb, double baseRate, Edge edge, int n) {
        return new SpikeBias(upProb, 1 - upProb, baseRate, edge, n);
    }
}
