package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One expiry of the chain.
 *
 * @param expiry last trading day
 * @param sessions whole sessions after the day of the chain, the expiry's own included
 * @param forward implied forward, index points
 * @param forwardBasis what the forward was taken from
 * @param atTheMoneyVolatility implied volatility at the forward, annualised decimal
 * @param putVolatility implied volatility of the 25-delta put
 * @param callVolatility implied volatility of the 25-delta call
 * @param putCallRatio puts over calls by open interest
 * @param putCallRatioVolume puts over calls traded today
 * @param maxPain strike at which holders are paid least, index points
 * @param straddlePoints premium of the at-the-money straddle, index points
 * @param impliedMoveFraction that premium as a fraction of spot
 * @param gammaBalance dealers' net gamma over its gross, in [-1, 1]; dealers taken long calls and short puts
 * @param openInterestNearSpot share of the open interest within one percent of spot
 * @param reason why a value is unknown
 */
public record ChainExpiry(
        LocalDate expiry,
        int sessions,
        @Points double forward,
        ForwardBasis forwardBasis,
        OptionalDouble atTheMoneyVolatility,
        OptionalDouble putVolatility,
        OptionalDouble callVolatility,
        OptionalDouble putCallRatio,
        OptionalDouble putCallRatioVolume,
        @Points OptionalDouble maxPain,
        @Points OptionalDouble straddlePoints,
        @JsonProperty("implied_move_pct") OptionalDouble impliedMoveFraction,
        OptionalDouble gammaBalance,
        OptionalDouble openInterestNearSpot,
        Optional<String> reason) {

    /** What a forward was taken from. */
    public enum ForwardBasis {
        /** Put-call parity. */
        PARITY,
        /** Spot stands in: no strike near it has both legs. */
        SPOT
    }

    /** Validates, and demands a reason where a value is unknown. */
    public ChainExpiry {
        Checks.present(expiry, "expiry");
        Checks.atLeast(0, sessions, "sessions to " + expiry);
        Checks.price(forward, "forward");
        Checks.present(forwardBasis, "forwardBasis");
        Checks.ifPresent(atTheMoneyVolatility, "atTheMoneyVolatility", Checks::nonNegative);
        Checks.ifPresent(putVolatility, "putVolatility", Checks::nonNegative);
        Checks.ifPresent(callVolatility, "callVolatility", Checks::nonNegative);
        Checks.ifPresent(putCallRatio, "putCallRatio", Checks::nonNegative);
        Checks.ifPresent(putCallRatioVolume, "putCallRatioVolume", Checks::nonNegative);
        Checks.ifPresent(maxPain, "maxPain", Checks::price);
        Checks.ifPresent(straddlePoints, "straddlePoints", Checks::nonNegative);
        Checks.ifPresent(impliedMoveFraction, "impliedMoveFraction", Checks::nonNegative);
        Checks.ifPresent(gammaBalance, "gammaBalance", Checks::signedScore);
        Checks.ifPresent(openInterestNearSpot, "openInterestNearSpot", Checks::probability);
        Checks.text(reason, "reason");
        boolean partial = atTheMoneyVolatility.isEmpty()
                || putVolatility.isEmpty()
                || callVolatility.isEmpty()
                || putCallRatio.isEmpty()
                || putCallRatioVolume.isEmpty()
                || maxPain.isEmpty()
                || straddlePoints.isEmpty()
                || impliedMoveFraction.isEmpty()
                || gammaBalance.isEmpty()
                || openInterestNearSpot.isEmpty();
        Checks.reasonFor(partial, "a value of " + expiry, reason, "reason");
    }
}
