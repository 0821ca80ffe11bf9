package io.aegismatrix.engine.metric;

/**
 * What a statistical test found.
 *
 * @param statistic the test statistic
 * @param pValue probability of a statistic at least as extreme if the null hypothesis holds
 */
public record TestResult(double statistic, double pValue) {

    /** Validates that the p-value is a probability. */
    public TestResult {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("p-value must be in [0, 1], was " + pValue);
        }
    }
}
