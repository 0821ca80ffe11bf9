package io.aegismatrix.runner.alerts;

import java.time.LocalDate;

/**
 * A headline range as it was stated once. It is watched to its end, while later payloads state others round where the market
 * has gone: who sold by it has sold by it.
 *
 * @param stated the session it was stated in
 * @param sessions for how many sessions after it
 * @param level the probability with which it was meant to hold
 * @param spot the index then
 * @param lower lower end, index points
 * @param upper upper end, index points
 */
record StatedRange(LocalDate stated, int sessions, double level, double spot, double lower, double upper) {

    StatedRange {
        if (!(lower < spot && spot < upper)) {
            throw new IllegalArgumentException(
                    "a range must lie round the spot, was " + lower + " to " + upper + " round " + spot);
        }
    }

    /** How far a price has gone from where it was to the nearer end on its side: 0 at the start, 1 at the end. */
    double wayTo(double price) {
        return price >= spot ? (price - spot) / (upper - spot) : (spot - price) / (spot - lower);
    }

    /** For people. */
    String text() {
        return String.format(
                java.util.Locale.ROOT,
                "%.0f to %.0f (%.0f %%, %d sessions from %s)",
                lower,
                upper,
                100 * level,
                sessions,
                stated);
    }
}
