package io.aegismatrix.engine.metric;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Sharpe ratio of a series of returns over cash, per period and not annualised, with what is needed to doubt it: its
 * standard error where returns are skewed and fat-tailed (Mertens 2002), the probability that the true ratio is above a
 * benchmark, and that probability deflated by the number of rules tried (Bailey and Lopez de Prado 2012 and 2014).
 *
 * <p>The standard error takes periods as independent; for overlapping or trending returns take the interval of a
 * {@link BlockBootstrap} beside it.
 *
 * @param value mean over standard deviation (n − 1)
 * @param skewness third standardised moment of the returns
 * @param kurtosis fourth standardised moment of the returns; 3 is normal
 * @param n periods, at least {@value #MINIMUM_PERIODS}
 */
public record SharpeRatio(double value, double skewness, double kurtosis, int n) {

    /** Least periods a ratio is taken of. */
    public static final int MINIMUM_PERIODS = 3;

    private static final double EULER_MASCHERONI = 0.577_215_664_901_532_9;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** Validates that the moments are finite and there are enough periods. */
    public SharpeRatio {
        if (n < MINIMUM_PERIODS || !Double.isFinite(value + skewness + kurtosis)) {
            throw new IllegalArgumentException("expected finite moments of at least " + MINIMUM_PERIODS
                    + " periods, was ratio " + value + ", skewness " + skewness + ", kurtosis " + kurtosis + " of "
                    + n);
        }
    }

    /**
     * Ratio of a series.
     *
     * @throws IllegalArgumentException if there are too few returns or all are equal
     */
    public static SharpeRatio of(double[] returns) {
        int n = returns.length;
        double mean = Arrays.stream(returns).average().orElse(Double.NaN);
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double one : returns) {
            double square = (one - mean) * (one - mean);
            second += square / n;
            third += square * (one - mean) / n;
            fourth += square * square / n;
        }
        double deviation = Math.sqrt(second * n / (n - 1.0));
        return new SharpeRatio(mean / deviation, third / Math.pow(second, 1.5), fourth / (second * second), n);
    }

    /** Standard error: sqrt((1 − skewness · S + (kurtosis − 1) / 4 · S²) / (n − 1)). */
    public double standardError() {
        return Math.sqrt((1 - skewness * value + (kurtosis - 1) / 4 * value * value) / (n - 1));
    }

    /** Probability that the true ratio is above {@code benchmark}, per period (probabilistic Sharpe ratio). */
    public double probabilityAbove(double benchmark) {
        return NORMAL.cumulativeProbability((value - benchmark) / standardError());
    }

    /**
     * Probability that the true ratio is above the best one that luck alone would have found (deflated Sharpe ratio).
     *
     * @param trials rules tried, this one included
     * @param varianceOfTrials variance of their ratios, per period
     */
    public double deflated(int trials, double varianceOfTrials) {
        return probabilityAbove(bestByLuck(trials, varianceOfTrials));
    }

    /**
     * Expected best ratio of {@code trials} rules without any merit (the False Strategy theorem): 0 for one rule.
     *
     * @param variance variance of the ratios of the trials, at least 0
     */
    public static double bestByLuck(int trials, double variance) {
        if (trials < 1 || !(variance >= 0)) {
            throw new IllegalArgumentException(
                    "expected at least one trial and a variance of at least 0, was " + trials + " and " + variance);
        }
        if (trials == 1) {
            return 0;
        }
        double highest = NORMAL.inverseCumulativeProbability(1 - 1.0 / trials);
        double higher = NORMAL.inverseCumulativeProbability(1 - 1 / (trials * Math.E));
        return Math.sqrt(variance) * ((1 - EULER_MASCHERONI) * highest + EULER_MASCHERONI * higher);
    }
}
