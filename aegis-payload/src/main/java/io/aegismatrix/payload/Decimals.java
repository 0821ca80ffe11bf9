package io.aegismatrix.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How published numbers are rounded. Records hold numbers as they were computed; the file, and whatever else tells what was
 * published, rounds them here. Rounding is idempotent, so what is read back is written the same again.
 */
public final class Decimals {

    private static final int POINT_DIGITS = 2;
    private static final int VOLATILITY_INDEX_DIGITS = 4;
    private static final int FRACTION_DIGITS = 6;
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    /** Up to here a double and its error are so small that {@value #NEAR_A_TIE} is far more than the error. */
    private static final double MOST_EXACT = 1e9;

    private static final double NEAR_A_TIE = 1e-4;

    private Decimals() {}

    /** Index points, two decimals. */
    public static double points(double value) {
        return rounded(value, POINT_DIGITS);
    }

    /** A volatility index or its change, in its own points: four decimals, as the exchange prints it. */
    public static double volatilityIndex(double value) {
        return rounded(value, VOLATILITY_INDEX_DIGITS);
    }

    /** A probability, share, fraction, score or volatility: everything else, six decimals. */
    public static double fraction(double value) {
        return rounded(value, FRACTION_DIGITS);
    }

    /**
     * The decimal nearest to the shortest decimal of {@code value}, ties to even. Unless that lies near the middle between
     * two, binary numbers find the same one: the division of two exact numbers rounds once.
     */
    private static double rounded(double value, int digits) {
        double scaled = value * POWERS_OF_TEN[digits];
        double nearest = Math.rint(scaled);
        boolean clear = Math.abs(nearest) < MOST_EXACT && Math.abs(Math.abs(scaled - nearest) - 0.5) > NEAR_A_TIE;
        // Adding 0 turns −0 into 0.
        return clear
                ? nearest / POWERS_OF_TEN[digits] + 0
                : BigDecimal.valueOf(value)
                        .setScale(digits, RoundingMode.HALF_EVEN)
                        .doubleValue();
    }
}
