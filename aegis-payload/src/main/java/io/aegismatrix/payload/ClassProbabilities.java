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

    /** Validates and rounds. */
    public ClassProbabilities {
        down = Decimals.probability(down, "down");
        neutral = Decimals.probability(neutral, "neutral");
        up = Decimals.probability(up, "up");
        double sum = down + neutral + up;
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "down, neutral and up must sum to 1, was " + down + " + " + neutral + " + " + up + " = " + sum);
        }
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
}
