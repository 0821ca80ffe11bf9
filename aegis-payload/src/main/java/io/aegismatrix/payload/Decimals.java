package io.aegismatrix.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * The rules every published number obeys, in one place: finite, in range, rounded once. Rounding is idempotent, so a
 * record read back equals the record written.
 */
final class Decimals {

    private static final int POINT_DIGITS = 2;
    private static final int VOLATILITY_INDEX_DIGITS = 4;
    private static final int FRACTION_DIGITS = 6;
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    /** Up to here a double and its error are so small that {@value #NEAR_A_TIE} is far more than the error. */
    private static final double MOST_EXACT = 1e9;

    private static final double NEAR_A_TIE = 1e-4;

    private Decimals() {}

    /** Index points, two decimals. */
    static double points(double value, String name) {
        return rounded(value, POINT_DIGITS, name);
    }

    static OptionalDouble points(OptionalDouble value, String name) {
        return rounded(value, POINT_DIGITS, name);
    }

    /** A price in index points: above zero, two decimals. */
    static double price(double value, String name) {
        double price = points(value, name);
        if (price <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, was " + value);
        }
        return price;
    }

    static OptionalDouble price(OptionalDouble value, String name) {
        return value.isPresent() ? OptionalDouble.of(price(value.getAsDouble(), name)) : value;
    }

    /** The size of a move in index points: at least zero, two decimals. */
    static OptionalDouble size(OptionalDouble value, String name) {
        if (value.isPresent() && value.getAsDouble() < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value.getAsDouble());
        }
        return points(value, name);
    }

    /** A volatility index or its change, in its own points: four decimals, as the exchange prints it. */
    static OptionalDouble volatilityIndex(OptionalDouble value, String name) {
        return rounded(value, VOLATILITY_INDEX_DIGITS, name);
    }

    /** A fraction, score or volatility without bounds, six decimals. */
    static double fraction(double value, String name) {
        return rounded(value, FRACTION_DIGITS, name);
    }

    static OptionalDouble fraction(OptionalDouble value, String name) {
        return rounded(value, FRACTION_DIGITS, name);
    }

    /** A fraction that is at least zero, such as a volatility or a size in percent of spot. */
    static OptionalDouble nonNegative(OptionalDouble value, String name) {
        if (value.isPresent() && value.getAsDouble() < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value.getAsDouble());
        }
        return fraction(value, name);
    }

    /** A probability, share or score in [0, 1], six decimals. */
    static double probability(double value, String name) {
        return within(value, 0, name);
    }

    static OptionalDouble probability(OptionalDouble value, String name) {
        return value.isPresent() ? OptionalDouble.of(probability(value.getAsDouble(), name)) : value;
    }

    /** The level of a range or interval: strictly between 0 and 1, six decimals. */
    static double level(double value) {
        double level = probability(value, "level");
        if (level <= 0 || level >= 1) {
            throw new IllegalArgumentException("level must be strictly between 0 and 1, was " + value);
        }
        return level;
    }

    static OptionalDouble level(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(level(value.getAsDouble())) : value;
    }

    /** A signed score in [-1, 1], six decimals. */
    static OptionalDouble signedScore(OptionalDouble value, String name) {
        return value.isPresent() ? OptionalDouble.of(within(value.getAsDouble(), -1, name)) : value;
    }

    private static double within(double value, int lowest, String name) {
        if (!(value >= lowest && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [" + lowest + ", 1], was " + value);
        }
        return fraction(value, name);
    }

    private static OptionalDouble rounded(OptionalDouble value, int digits, String name) {
        return value.isPresent() ? OptionalDouble.of(rounded(value.getAsDouble(), digits, name)) : value;
    }

    /**
     * The decimal nearest to the shortest decimal of {@code value}, ties to even. Unless that lies near the middle between
     * two, binary numbers find the same one: the division of two exact numbers rounds once.
     */
    private static double rounded(double value, int digits, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
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
