package io.aegismatrix.payload;

/**
 * By how much the probability of each direction stands above, or below, how often it usually comes. The three sum to 0: a
 * market that usually rises is no view that it will.
 *
 * @param down probability of {@link Direction#DOWN} less its base rate
 * @param neutral probability of {@link Direction#NEUTRAL} less its base rate
 * @param up probability of {@link Direction#UP} less its base rate
 */
public record Lean(double down, double neutral, double up) {

    /** Validates. */
    public Lean {
        Checks.probability(Math.abs(down), "size of lean down");
        Checks.probability(Math.abs(neutral), "size of lean neutral");
        Checks.probability(Math.abs(up), "size of lean up");
        Checks.sumToOne("1, lean down, neutral and up", 1, down, neutral, up);
    }

    /** What stated probabilities lean against base rates. */
    public static Lean of(ClassProbabilities stated, ClassProbabilities baseRates) {
        return new Lean(
                stated.down() - baseRates.down(), stated.neutral() - baseRates.neutral(), stated.up() - baseRates.up());
    }

    /** The direction that stands furthest above its base rate; {@link Direction#NEUTRAL} wins a tie, then {@link Direction#DOWN}. */
    public Direction furthest() {
        if (neutral >= down && neutral >= up) {
            return Direction.NEUTRAL;
        }
        return down >= up ? Direction.DOWN : Direction.UP;
    }
}
