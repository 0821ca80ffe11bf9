package io.aegismatrix.payload;

/**
 * The prices whose passing makes a breakout.
 *
 * @param upper upper level, index points
 * @param lower lower level, index points
 * @param distanceSigma distance of the nearer level from spot in one-session standard deviations, at least 0
 * @param touchProbability probability that the next session touches either level
 * @param donchianUpper highest high of the channel, index points
 * @param donchianLower lowest low of the channel, index points
 */
public record BreakoutLevels(
        @Points double upper,
        @Points double lower,
        double distanceSigma,
        double touchProbability,
        @Points double donchianUpper,
        @Points double donchianLower) {

    /** Validates. */
    public BreakoutLevels {
        Checks.price(upper, "upper");
        Checks.price(lower, "lower");
        Checks.ordered(lower, "lower", upper, "upper");
        Checks.nonNegative(distanceSigma, "distanceSigma");
        Checks.probability(touchProbability, "touchProbability");
        Checks.price(donchianUpper, "donchianUpper");
        Checks.price(donchianLower, "donchianLower");
        Checks.ordered(donchianLower, "donchianLower", donchianUpper, "donchianUpper");
    }
}
