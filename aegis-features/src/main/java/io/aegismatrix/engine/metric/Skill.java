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
        if (losses.length != baselineLosses.length) {
            throw new IllegalArgumentException(
                    "losses must match, was " + losses.length + " against " + baselineLosses.length);
        }
        int n = losses.length;
        double[] saved = new double[n];
        double sum = 0;
        double baselineSum = 0;
        for (int i = 0; i < n; i++) {
            saved[i] = baselineLosses[i] - losses[i];
            sum += losses[i];
            baselineSum += baselineLosses[i];
        }
        double baseline = baselineSum / n;
        double[] interval = BlockBootstrap.meanInterval(saved, Math.max(5, horizon));
        double scale = baseline == 0 ? 1 : baseline;
        return new Skill(sum / n, baseline, interval[0] / scale, interval[1] / scale, n);
    }
}
