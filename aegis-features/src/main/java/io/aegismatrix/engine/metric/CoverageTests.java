package io.aegismatrix.engine.metric;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** Whether ranges that promise a coverage keep it: often enough, and without breaks coming in clusters. */
public final class CoverageTests {

    private CoverageTests() {}

    /**
     * Unconditional coverage (Kupiec 1995): likelihood ratio of the observed share of breaks against the promised one,
     * chi-squared with one degree of freedom.
     *
     * @param broken one entry a range, in time order
     * @param level promised coverage, in (0, 1)
     */
    public static TestResult kupiec(boolean[] broken, double level) {
        int n = broken.length;
        int breaks = count(broken);
        double promised = 1 - level;
        double observed = (double) breaks / n;
        double ratio = -2 * (logLikelihood(n - breaks, breaks, promised) - logLikelihood(n - breaks, breaks, observed));
        return chiSquared(Math.max(0, ratio), 1);
    }

    /**
     * Independence (Christoffersen 1998): likelihood ratio of a first-order Markov chain of breaks against independent
     * ones, chi-squared with one degree of freedom. Only for ranges that do not overlap.
     */
    public static TestResult christoffersen(boolean[] broken) {
        int[][] moves = new int[2][2];
        for (int i = 1; i < broken.length; i++) {
            moves[broken[i - 1] ? 1 : 0][broken[i] ? 1 : 0]++;
        }
        double afterCalm = share(moves[0][1], moves[0][0]);
        double afterBreak = share(moves[1][1], moves[1][0]);
        int breaks = moves[0][1] + moves[1][1];
        int calms = moves[0][0] + moves[1][0];
        double alike = logLikelihood(calms, breaks, share(breaks, calms));
        double chain = logLikelihood(moves[0][0], moves[0][1], afterCalm)
                + logLikelihood(moves[1][0], moves[1][1], afterBreak);
        return chiSquared(Math.max(0, -2 * (alike - chain)), 1);
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private static double share(int yes, int no) {
        return yes + no == 0 ? 0 : (double) yes / (yes + no);
    }

    /** Log-likelihood of a number of calms and breaks; 0 · ln 0 counts as 0. */
    private static double logLikelihood(int calms, int breaks, double probability) {
        double calm = calms == 0 ? 0 : calms * Math.log(1 - probability);
        return calm + (breaks == 0 ? 0 : breaks * Math.log(probability));
    }

    private static TestResult chiSquared(double statistic, int degrees) {
        return new TestResult(
                statistic, 1 - new ChiSquaredDistribution(null, degrees).cumulativeProbability(statistic));
    }
}
