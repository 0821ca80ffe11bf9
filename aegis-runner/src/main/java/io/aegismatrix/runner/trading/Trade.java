package io.aegismatrix.runner.trading;

/**
 * One position from its entry to its end, as fractions of the index at entry.
 *
 * @param entry history row at whose close it was taken
 * @param exit history row at whose close it ended
 * @param gross gain before costs
 * @param costs costs of entry and exit
 * @param premium premium taken or paid; NaN for positions in the index itself
 * @param right whether the forecast behind it came true: the direction, the range, the move beyond the premium
 */
record Trade(int entry, int exit, double gross, double costs, double premium, boolean right) {

    /** Validates that the trade ends after it began and its gain is a number. */
    Trade {
        if (exit <= entry || !Double.isFinite(gross + costs)) {
            throw new IllegalArgumentException("expected a trade that ends after it began with a finite gain, was rows "
                    + entry + " to " + exit + ", gain " + gross + ", costs " + costs);
        }
    }

    /** Gain after costs. */
    double net() {
        return gross - costs;
    }
}
