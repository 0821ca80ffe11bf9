package io.aegismatrix.engine.metric;

/**
 * Whether forecasts lost more than others on the same outcomes by more than luck explains.
 *
 * @param loss mean loss of the forecasts
 * @param otherLoss mean loss of the others
 * @param n outcomes compared
 * @param statistic of Diebold and Mariano; above 0 if the forecasts lost more
 * @param pValue probability of losing at least so much more if both were equally good
 */
public record LossComparison(double loss, double otherLoss, int n, double statistic, double pValue) {

    /** Least autocovariances that enter: neighbouring sessions resemble each other even where horizons do not overlap. */
    private static final int LEAST_LAGS = 5;

    /**
     * Bartlett weights reach this many overlaps: over one only they miss a third of an overlapping mean's variance, and a
     * test at 5 % would raise a false alarm in 9 % of invented series; over three it is 6 %.
     */
    private static final int REACH = 3;

    /** Outcomes a lag below which a test means nothing. */
    private static final int LEAST_OUTCOMES = 2;

    /** Validates that the p-value is a probability. */
    public LossComparison {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-value must be in [0, 1], was " + pValue);
        }
    }

    /** Whether there are outcomes enough to compare. */
    public static boolean testable(int n, int overlap) {
        return n >= LEAST_OUTCOMES * lags(overlap);
    }

    private static int lags(int overlap) {
        return REACH * Math.max(LEAST_LAGS, overlap);
    }

    /**
     * One-sided {@link ForecastTests#dieboldMariano}.
     *
     * @param overlap neighbouring outcomes that share sessions
     * @throws IllegalArgumentException if there are too few to test
     */
    public static LossComparison of(double[] losses, double[] others, int overlap) {
        if (!testable(losses.length, overlap)) {
            throw new IllegalArgumentException(
                    "too few outcomes to compare, was " + losses.length + " that overlap by " + overlap);
        }
        TestResult test = ForecastTests.dieboldMariano(losses, others, lags(overlap));
        double tail = test.pValue() / 2;
        return new LossComparison(
                mean(losses), mean(others), losses.length, test.statistic(), test.statistic() > 0 ? tail : 1 - tail);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
