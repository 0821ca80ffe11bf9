package io.aegismatrix.buyer;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Erf;

/**
 * Odds that the range of a session passes a width, for a driftless Brownian path. The chance to stay between two barriers
 * is the method of images; the range follows by running over the place of the maximum (Feller 1951, for a path that
 * starts afresh). All lengths share one unit.
 */
final class RangeOdds {

    private static final int STEPS = 80;

    /** Below this width in standard deviations a path leaves with certainty. */
    private static final double NARROW = 0.3;

    /** Images further away than this many standard deviations add nothing. */
    private static final double FAR = 8;

    /** A normal deviate stays below with a probability of 1 to the last bit. */
    private static final double CERTAIN = 9;

    private static final double ACCURACY = 1e-13;
    private static final int MOST_STEPS = 200;

    private RangeOdds() {}

    /**
     * Probability that a path that starts now passes {@code width} from its lowest to its highest point.
     *
     * @param deviation standard deviation of where it ends
     */
    static double ofWholePath(double width, double deviation) {
        return given(0, 0, width, deviation);
    }

    /**
     * Probability that the range, extended by what is still to come, passes {@code width}.
     *
     * @param above how far the highest point so far is above the current one, at least 0
     * @param below how far the lowest point so far is below it, at least 0
     * @param deviation standard deviation of what is still to come
     * @return 1 if the range so far has passed it
     */
    static double given(double above, double below, double width, double deviation) {
        if (above + below > width) {
            return 1;
        }
        if (deviation <= 0) {
            return 0;
        }
        double stays = between(above, width - above, deviation);
        double step = (width - below - above) / STEPS;
        for (int i = 0; i < STEPS; i++) {
            double from = above + i * step;
            double lowest = width - (from + step / 2);
            stays += between(from + step, lowest, deviation) - between(from, lowest, deviation);
        }
        return Math.max(0, Math.min(1, 1 - stays));
    }

    /** Probability that a path stays above {@code −below} and under {@code above} until it ends. */
    private static double between(double above, double below, double deviation) {
        double width = above + below;
        if (above <= 0 || below <= 0 || width < NARROW * deviation) {
            return 0;
        }
        int images = (int) Math.ceil(FAR * deviation / (2 * width)) + 1;
        double sum = 0;
        for (int k = -images; k <= images; k++) {
            double from = above - 2 * k * width;
            sum += normal(from / deviation) - normal((from - width) / deviation);
        }
        // An image and its mirror image stay with probabilities that add up to 1.
        return Math.max(0, Math.min(1, 2 * sum - 1));
    }

    private static double normal(double x) {
        if (Math.abs(x) > CERTAIN) {
            return x > 0 ? 1 : 0;
        }
        return 0.5 * Erf.erfc(-x / Math.sqrt(2));
    }

    /**
     * The standard deviation at which a whole path passes {@code width} with a given probability: the inverse of
     * {@link #ofWholePath}.
     */
    static double deviationFor(double width, double probability) {
        double largest = width / NARROW;
        if (probability <= 0 || probability >= ofWholePath(width, largest)) {
            return probability <= 0 ? 0 : largest;
        }
        return new BrentSolver(ACCURACY, ACCURACY * width)
                .solve(MOST_STEPS, deviation -> ofWholePath(width, deviation) - probability, 0, largest);
    }
}
