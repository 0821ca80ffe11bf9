package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A range for one kind, horizon and level.
 *
 * @param kind what it promises
 * @param horizonSessions horizon in sessions, above zero
 * @param expiry the expiry the horizon reaches to, if it was chosen for one
 * @param level probability with which it is meant to hold
 * @param lower lower end, index points
 * @param upper upper end, index points
 * @param coverage how often past ranges of this kind held
 * @param live how often the ranges published in the past held, once their outcomes were known; empty, and left out of
 *     the file, while there are none
 */
public record RangeForecast(
        RangeKind kind,
        int horizonSessions,
        Optional<LocalDate> expiry,
        double level,
        @Points double lower,
        @Points double upper,
        Measured<Coverage> coverage,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Coverage> live) {

    /** Validates. */
    public RangeForecast {
        Checks.present(kind, "kind");
        Checks.atLeast(1, horizonSessions, "horizonSessions");
        Checks.present(expiry, "expiry");
        Checks.level(level);
        Checks.price(lower, "lower");
        Checks.price(upper, "upper");
        Checks.ordered(lower, "lower", upper, "upper");
        Checks.present(coverage, "coverage");
        Checks.present(live, "live");
    }

    /** A range without a live record. */
    public RangeForecast(
            RangeKind kind,
            int horizonSessions,
            Optional<LocalDate> expiry,
            double level,
            double lower,
            double upper,
            Measured<Coverage> coverage) {
        this(kind, horizonSessions, expiry, level, lower, upper, coverage, Optional.empty());
    }

    /** The same range with the record of those published. */
    public RangeForecast withLive(Optional<Coverage> held) {
        return new RangeForecast(kind, horizonSessions, expiry, level, lower, upper, coverage, held);
    }
}
