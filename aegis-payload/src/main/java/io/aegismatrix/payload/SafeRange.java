package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The headline range.
 *
 * @param lower lower end, index points
 * @param upper upper end, index points
 * @param horizonSessions horizon in sessions
 * @param level probability with which it is meant to hold
 * @param coverage how often past ranges of this kind held
 * @param live how often the ranges published in the past held, once their outcomes were known; empty, and left out of
 *     the file, while there are none
 */
public record SafeRange(
        @Points double lower,
        @Points double upper,
        @JsonProperty("horizon_days") int horizonSessions,
        double level,
        Measured<Coverage> coverage,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Coverage> live) {

    /** Validates. */
    public SafeRange {
        Checks.price(lower, "lower");
        Checks.price(upper, "upper");
        Checks.ordered(lower, "lower", upper, "upper");
        Checks.atLeast(1, horizonSessions, "horizonSessions");
        Checks.level(level);
        Checks.present(coverage, "coverage");
        Checks.present(live, "live");
    }

    /** A range without a live record. */
    public SafeRange(double lower, double upper, int horizonSessions, double level, Measured<Coverage> coverage) {
        this(lower, upper, horizonSessions, level, coverage, Optional.empty());
    }

    /** The same range with the record of those published. */
    public SafeRange withLive(Optional<Coverage> held) {
        return new SafeRange(lower, upper, horizonSessions, level, coverage, held);
    }
}
