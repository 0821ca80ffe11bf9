package io.aegismatrix.payload;

import java.time.Instant;

/**
 * What the night says of the session about to open; there is one before an open only. What skill there is lies in the gap,
 * which futures show already.
 *
 * @param morning what is said, or why nothing is
 */
public record Preopen(@Flat Block<Morning> morning) {

    /**
     * A forecast made of the night.
     *
     * @param gap where the session will open
     * @param usReturn log return of the S&amp;P 500 since our previous close
     * @param usVixChange log change of its volatility index since then
     * @param usAsOf when the newest close in it became known
     * @param openToCloseEdge whether anything proved to be known of the way from the open to the close
     * @param volatility forecast of the session, night included, annualised
     * @param range prices that the whole session stays within at its level, the previous close included
     */
    public record Morning(
            Gap gap,
            double usReturn,
            double usVixChange,
            Instant usAsOf,
            Edge openToCloseEdge,
            double volatility,
            Range range) {

        /** Validates. */
        public Morning {
            Checks.present(gap, "gap");
            Checks.finite(usReturn, "usReturn");
            Checks.finite(usVixChange, "usVixChange");
            Checks.present(usAsOf, "usAsOf");
            Checks.present(openToCloseEdge, "openToCloseEdge");
            Checks.nonNegative(volatility, "volatility");
            Checks.present(range, "range");
        }
    }

    /**
     * The way from the previous close to the open.
     *
     * @param expectedPoints middle of what is expected, index points, signed
     * @param lowPoints lower end of its interval
     * @param highPoints upper end of it
     * @param level how often such an interval holds, 0 to 1
     */
    public record Gap(
            @Points double expectedPoints,
            @Points double lowPoints,
            @Points double highPoints,
            double level) {

        /** Validates. */
        public Gap {
            Checks.finite(expectedPoints, "expectedPoints");
            Checks.finite(lowPoints, "lowPoints");
            Checks.finite(highPoints, "highPoints");
            Checks.ordered(lowPoints, "lowPoints", highPoints, "highPoints");
            Checks.probability(level, "level");
        }
    }

    /**
     * Lowest and highest price.
     *
     * @param lower index points
     * @param upper index points
     * @param level how often such a range holds, 0 to 1
     */
    public record Range(@Points double lower, @Points double upper, double level) {

        /** Validates. */
        public Range {
            Checks.nonNegative(lower, "lower");
            Checks.ordered(lower, "lower", upper, "upper");
            Checks.probability(level, "level");
        }
    }

    /** Validates. */
    public Preopen {
        Checks.present(morning, "morning");
    }

    /** Nothing is said of the session, and why. */
    public static Preopen unavailable(String reason) {
        return new Preopen(Block.unavailable(reason));
    }
}
