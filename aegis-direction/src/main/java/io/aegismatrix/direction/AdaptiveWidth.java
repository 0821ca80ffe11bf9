package io.aegismatrix.direction;

import io.aegismatrix.engine.metric.Quantiles;
import java.util.Arrays;

/**
 * How much wider or narrower than stated an interval must be to hold as often as it says, learned from how wide it would
 * have had to be in the past, oldest first: adaptive conformal inference (Gibbs and Candès 2021). The level whose
 * quantile is taken rises after every miss and falls after every hit, so that the share of hits returns to the level
 * also where the past is no sample of the present.
 */
final class AdaptiveWidth {

    /** Fewest past sessions to learn from. */
    static final int LEAST = 20;

    /** Sessions before the level is first adapted. */
    private static final int FIRST = 10;

    private static final double STEP = 0.05;
    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 0.975;

    private AdaptiveWidth() {}

    /**
     * The factor for the next session.
     *
     * @param needed factor each past session would have needed to hold just so, oldest first, at least {@value #LEAST}
     * @param level how often the interval is to hold
     */
    static double factor(double[] needed, double level) {
        if (needed.length < LEAST) {
            throw new IllegalArgumentException("needs " + LEAST + " past sessions at least, were " + needed.length);
        }
        double adapted = level;
        for (int session = FIRST; session < needed.length; session++) {
            boolean missed = needed[session] > quantile(Arrays.copyOf(needed, session), adapted);
            adapted += STEP * ((missed ? 1 : 0) - (1 - level));
            adapted = Math.min(HIGHEST, Math.max(LOWEST, adapted));
        }
        return quantile(needed, adapted);
    }

    /** The quantile that one more such value stays below with that probability: position level · (n + 1). */
    private static double quantile(double[] values, double level) {
        double position = (level * (values.length + 1) - 1) / (values.length - 1);
        return Quantiles.of(values, Math.min(1, Math.max(0, position)));
    }
}
