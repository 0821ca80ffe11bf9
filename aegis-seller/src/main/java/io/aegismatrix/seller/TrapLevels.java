package io.aegismatrix.seller;

import io.aegismatrix.payload.Level;

/**
 * The trap probability in three steps, measured against how often traps happen: LOW below {@value #LOW_BELOW} times the
 * base rate, HIGH from {@value #HIGH_FROM} times on.
 */
final class TrapLevels {

    static final double LOW_BELOW = 0.75;
    static final double HIGH_FROM = 1.5;

    private TrapLevels() {}

    static Level of(double probability, double baseRate) {
        if (probability < LOW_BELOW * baseRate) {
            return Level.LOW;
        }
        return probability >= HIGH_FROM * baseRate ? Level.HIGH : Level.MEDIUM;
    }
}
