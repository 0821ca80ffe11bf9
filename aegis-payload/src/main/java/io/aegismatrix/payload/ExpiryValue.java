package io.aegismatrix.payload;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One expiry's premium against our distribution.
 *
 * @param expiry last trading day
 * @param sessions sessions after the decision close, the expiry's own included
 * @param impliedVolatility at the money, annualised decimal
 * @param forecastVolatility our forecast over the same sessions, known events included
 * @param ratio implied over forecast: above 1 the chain is dear
 * @param difference implied less forecast
 * @param drift how far the mean of our distribution lies above the forward, index points. It is left out of all values:
 *     they have the forward as their mean
 * @param strikes by strike, ascending, within our 0.95 range and out of the money
 * @param reason why a number or every strike is missing
 */
public record ExpiryValue(
        LocalDate expiry,
        int sessions,
        OptionalDouble impliedVolatility,
        OptionalDouble forecastVolatility,
        OptionalDouble ratio,
        OptionalDouble difference,
        @Points OptionalDouble drift,
        List<StrikeValue> strikes,
        Optional<String> reason) {

    /**
     * One option.
     *
     * @param strike index points
     * @param right which
     * @param price what the chain asks for it, index points
     * @param value mean of what it pays under our distribution, index points
     * @param ratio price over value: above 1 it is dear; empty where it pays nothing
     * @param difference price less value, index points
     */
    public record StrikeValue(
            @Points double strike,
            Right right,
            @Points double price,
            @Points double value,
            OptionalDouble ratio,
            @Points double difference) {

        /** Which option. */
        public enum Right {
            /** Pays above the strike. */
            CALL,
            /** Pays below the strike. */
            PUT
        }

        /** Validates. */
        public StrikeValue {
            Checks.price(strike, "strike");
            Checks.present(right, "right of " + strike);
            Checks.nonNegative(price, "price of " + strike);
            Checks.nonNegative(value, "value of " + strike);
            Checks.ifPresent(ratio, "ratio of " + strike, Checks::nonNegative);
            Checks.finite(difference, "difference of " + strike);
        }

        /** Compares a price with a value. */
        public static StrikeValue of(double strike, Right right, double price, double value) {
            OptionalDouble ratio = value > 0 ? OptionalDouble.of(price / value) : OptionalDouble.empty();
            return new StrikeValue(strike, right, price, value, ratio, price - value);
        }
    }

    /** Validates, and demands a reason where something is missing. */
    public ExpiryValue {
        Checks.present(expiry, "expiry");
        Checks.atLeast(0, sessions, "sessions to " + expiry);
        Checks.ifPresent(impliedVolatility, "impliedVolatility to " + expiry, Checks::nonNegative);
        Checks.ifPresent(forecastVolatility, "forecastVolatility to " + expiry, Checks::price);
        Checks.ifPresent(ratio, "ratio to " + expiry, Checks::nonNegative);
        Checks.ifPresent(difference, "difference to " + expiry, Checks::finite);
        Checks.ifPresent(drift, "drift to " + expiry, Checks::finite);
        strikes = List.copyOf(strikes);
        Checks.text(reason, "reason");
        boolean partial = ratio.isEmpty() || difference.isEmpty() || drift.isEmpty() || strikes.isEmpty();
        Checks.reasonFor(partial, "a value of " + expiry, reason, "reason");
    }
}
