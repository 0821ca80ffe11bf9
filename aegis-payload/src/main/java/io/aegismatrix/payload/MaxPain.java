package io.aegismatrix.payload;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where option writers as a whole lose least. Its source is a {@code PROXY} exactly if the method is one.
 *
 * @param lower lower end of the zone, index points
 * @param upper upper end of the zone, index points
 * @param confidence how often past closes were inside such a zone
 * @param strike the strike of least payout; empty for the proxy
 * @param method how the zone was found
 * @param expiry the expiry it belongs to; empty for the proxy
 */
public record MaxPain(
        @Points double lower,
        @Points double upper,
        @Flat(source = "confidence_reason") Measured<Confidence> confidence,
        @Points OptionalDouble strike,
        Method method,
        Optional<LocalDate> expiry) {

    /** How the zone was found. */
    public enum Method {
        /** Least total payout over the open interest of an option chain. */
        OPEN_INTEREST,
        /** Most frequent region of past returns: stands in for open interest. */
        RETURN_MODE_PROXY
    }

    /**
     * How often past closes were inside such a zone.
     *
     * @param confidence the share, 0 to 1
     * @param confidenceRecord the record behind it: the same share, with count and interval
     */
    public record Confidence(double confidence, Coverage confidenceRecord) {

        /** Demands that the share is that of the record. */
        public Confidence {
            Checks.present(confidenceRecord, "confidenceRecord");
            if (confidence != confidenceRecord.value()) {
                throw new IllegalArgumentException(
                        "confidence must be that of its record, was " + confidence + " beside " + confidenceRecord);
            }
        }

        /** What a record says. */
        public static Confidence of(Coverage coverage) {
            return new Confidence(coverage.value(), coverage);
        }
    }

    /** Validates. */
    public MaxPain {
        Checks.price(lower, "lower");
        Checks.price(upper, "upper");
        Checks.ordered(lower, "lower", upper, "upper");
        Checks.present(confidence, "confidence");
        Checks.ifPresent(strike, "strike", Checks::price);
        Checks.present(method, "method");
        Checks.present(expiry, "expiry");
    }
}
