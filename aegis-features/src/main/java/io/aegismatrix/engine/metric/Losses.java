package io.aegismatrix.engine.metric;

/** Proper losses of one forecast against what happened; smaller is better. */
public final class Losses {

    private static final double SMALLEST_PROBABILITY = 1e-9;

    private Losses() {}

    /** Squared error of a probability (Brier 1950): (probability − outcome)², outcome 0 or 1. */
    public static double brier(double probability, boolean outcome) {
        double error = probability - (outcome ? 1 : 0);
        return error * error;
    }

    /** Negative log-likelihood of what happened, in nats; the probability is bounded below by 1e-9. */
    public static double log(double probabilityOfOutcome) {
        return -Math.log(Math.max(SMALLEST_PROBABILITY, probabilityOfOutcome));
    }

    /** Negative log-likelihood of a yes-or-no outcome, in nats. */
    public static double log(double probability, boolean outcome) {
        return log(outcome ? probability : 1 - probability);
    }

    /** Quasi-likelihood loss of a volatility forecast (Patton 2011): x − ln x − 1 with x = (realised / forecast)². */
    public static double qlike(double forecast, double realized) {
        double ratio = realized / forecast * (realized / forecast);
        return ratio - Math.log(ratio) - 1;
    }

    /** Quantile (pinball) loss at {@code level} in (0, 1), in the unit of the forecast. */
    public static double pinball(double forecast, double outcome, double level) {
        return outcome >= forecast ? level * (outcome - forecast) : (1 - level) * (forecast - outcome);
    }

    /**
     * Continuous ranked probability score of a forecast known by some of its quantiles, in their unit: twice the mean
     * pinball loss over their levels, as the score is twice its integral over all levels (Laio and Tamea
     * 2007). Levels that are all in the tails, as the ends of ranges are, make it a score of the tails.
     *
     * @param quantiles one a level
     * @param levels in (0, 1)
     */
    public static double crps(double[] quantiles, double[] levels, double outcome) {
        if (quantiles.length == 0 || quantiles.length != levels.length) {
            throw new IllegalArgumentException(
                    "expected one quantile a level, was " + quantiles.length + " for " + levels.length);
        }
        double sum = 0;
        for (int i = 0; i < levels.length; i++) {
            sum += pinball(quantiles[i], outcome, levels[i]);
        }
        return 2 * sum / levels.length;
    }

    /**
     * Interval score (Gneiting and Raftery 2007) of a range that a whole path should stay in: its width plus 2/α times
     * every overshoot, α = 1 − level. For a close, pass the close as both low and high.
     */
    public static double interval(double lower, double upper, double low, double high, double level) {
        double penalty = 2 / (1 - level);
        return upper - lower + penalty * (Math.max(0, lower - low) + Math.max(0, high - upper));
    }
}
