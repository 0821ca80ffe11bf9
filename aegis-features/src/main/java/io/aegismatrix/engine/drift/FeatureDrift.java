package io.aegismatrix.engine.drift;

/**
 * How far the last sessions of one feature are from its training values.
 *
 * @param feature name in the catalogue
 * @param psi population stability index over the training deciles
 * @param psiLimit what 99 % of equally long windows of the training stayed below, at least 0.25
 * @param ks statistic of Kolmogorov and Smirnov against the training percentiles
 * @param ksLimit what 99 % of equally long windows of the training stayed below
 */
public record FeatureDrift(String feature, double psi, double psiLimit, double ks, double ksLimit) {

    /** Whether both measures are above what the training itself ever did. */
    public boolean drifted() {
        return psi > psiLimit && ks > ksLimit;
    }
}
