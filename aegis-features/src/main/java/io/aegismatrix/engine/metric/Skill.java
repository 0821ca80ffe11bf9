package io.aegismatrix.engine.metric;

/**
 * How much better than a baseline forecasts were, on the same outcomes.
 *
 * @param loss mean loss of the forecasts
 * @param baselineLoss mean loss of the baseline
 * @param lower lower end of the 95 % interval of {@link #skill()}, from a block bootstrap; NaN if there are too few
 *     outcomes to tell
 * @param upper upper end of that interval; NaN if there are too few outcomes to tell
 * @param n number of outcomes, at least 1
 */
public record Skill(double loss, double baselineLoss, double lower, double upper, int n) {

    /** Validates that there are outcomes and the losses are finite. */
    public Skill {
        if (n < 1) {
            throw new IllegalArgumentException("n must be at least 1, was " + n);
        }
        if (!Double.isFinite(loss) || !Double.isFinite(baselineLoss)) {
            throw new IllegalArgumentException("losses must be finite, was " + loss + " against " + baselineLoss);
        }
    }

    /** Share of the baseline's loss that was saved: 1 − loss / baseline loss. 0 is no better, below 0 worse. */
    public double skill() {
        return baselineLoss == 0 ? 0 : 1 - loss / baselineLoss;
    }

    /** Whether the interval excludes 0 from above: the only case in which an edge may be claimed. */
    public boolean significant() {
        return lower > 0;
    }

    /**
     * Compares losses outcome by outcome.
     *
     * @param horizon sessions the outcomes overlap; blocks of at least 5 sessions keep neighbours together
     */
    public static Skill of(double[] losses, double[] baselineLosses, int horizon) {
        return of(losses, baselineLosses, savedInterval(losses, baselineLosses, horizon));
    }

    /**
     * The same with the interval already known.
     *
     * @param savedInterval what {@link #savedInterval} said of the same losses
     */
    public static Skill of(double[] losses, double[] baselineLosses, double[] savedInterval) {
        requireMatch(losses, baselineLosses);
        int n = losses.length;
        double sum = 0;
        double baselineSum = 0;
        for (int i = 0; i < n; i++) {
            sum += losses[i];
            baselineSum += baselineLosses[i];
        }
        double baseline = baselineSum / n;
        double scale = baseline == 0 ? 1 : baseline;
        return new Skill(sum / n, baseline, savedInterval[0] / scale, savedInterval[1] / scale, n);
    }

    /**
     * 95 % interval of the mean loss saved, in units of the loss: what takes the time of {@link #of(double[], double[],
     * int)}.
     *
     * @return lower and upper end; NaN both if there are too few outcomes
     */
    public static double[] savedInterval(double[] losses, double[] baselineLosses, int horizon) {
        requireMatch(losses, baselineLosses);
        double[] saved = new double[losses.length];
        for (int i = 0; i < saved.length; i++) {
            saved[i] = baselineLosses[i] - losses[i];
        }
        return BlockBootstrap.meanInterval(saved, Math.max(5, horizon));
    }

    private static void requireMatch(double[] losses, double[] baselineLosses) {
        if (losses.length != baselineLosses.length) {
            throw new IllegalArgumentException(
                    "losses must match, was " + losses.length + " against " + baselineLosses.length);
        }
    }
}
