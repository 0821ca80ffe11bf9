package io.aegismatrix.payload;

/**
 * Calibrated probabilities of the three directions; they sum to 1 within 1e-4.
 *
 * @param down probability of {@link Direction#DOWN}
 * @param neutral probability of {@link Direction#NEUTRAL}
 * @param up probability of {@link Direction#UP}
 */
public record ClassProbabilities(double down, double neutral, double up) {

    /** Largest distance from 1 that a sum of rounded probabilities may have. */
    static final double SUM_TOLERANCE = 1e-4;

    /** Validates. */
    public ClassProbabilities {
        Checks.probability(down, "down");
        Checks.probability(neutral, "neutral");
        Checks.probability(up, "up");
        Checks.sumToOne("down, neutral and up", down, neutral, up);
    }

    /** The probability of one direction. */
    public double of(Direction direction) {
        return switch (direction) {
            case DOWN -> down;
            case NEUTRAL -> neutral;
            case UP -> up;
        };
    }

    /** The likeliest direction; {@link Direction#NEUTRAL} wins a tie, then {@link Direction#DOWN}. */
    public Direction likeliest() {
        if (neutral >= down && neutral >= up) {
            return Direction.NEUTRAL;
        }
        return down >= up ? Direction.DOWN : Direction.UP;
    }

    /** Demands that the conviction is the direction's probability. */
    void requireConviction(Direction direction, double conviction) {
        double stated = of(Checks.present(direction, "direction"));
        Checks.probability(conviction, "conviction");
        if (Math.abs(stated - conviction) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "conviction must be the probability of " + direction + ", " + stated + ", was " + conviction);
        }
    }
}
