package io.aegismatrix.payload;

/**
 * One part of what a record was measured on.
 *
 * @param value share that held, 0 to 1
 * @param n cases that were resolved, above zero
 * @param ciLow lower end of the share's 95 % interval
 * @param ciHigh upper end of it
 */
public record RecordPart(double value, int n, double ciLow, double ciHigh) {

    /** Validates. */
    public RecordPart {
        Checks.probability(value, "value");
        Checks.probability(ciLow, "ciLow");
        Checks.probability(ciHigh, "ciHigh");
        Checks.ordered(ciLow, "ciLow", ciHigh, "ciHigh");
        Checks.atLeast(1, n, "n");
    }
}
