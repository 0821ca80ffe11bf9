package io.aegismatrix.payload;

/**
 * How often past ranges of the same kind held, measured out of sample.
 *
 * @param value share that held, 0 to 1
 * @param n ranges that were resolved, above zero
 * @param ciLow lower end of the share's 95 % interval
 * @param ciHigh upper end of it
 */
public record Coverage(double value, int n, double ciLow, double ciHigh) {

    /** Validates and rounds. */
    public Coverage {
        value = Decimals.probability(value, "coverage value");
        ciLow = Decimals.probability(ciLow, "coverage ciLow");
        ciHigh = Decimals.probability(ciHigh, "coverage ciHigh");
        Checks.ordered(ciLow, "ciLow", ciHigh, "ciHigh");
        Checks.atLeast(1, n, "coverage n");
    }
}
