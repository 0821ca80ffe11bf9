package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the option chain says, by expiry: measured, or unavailable without a chain.
 *
 * @param asOf moment of the chain
 * @param expiries nearest first; empty if the source is unavailable
 * @param source how it was computed
 */
public record OptionChainBlock(Optional<Instant> asOf, List<ChainExpiry> expiries, Source source) {

    /** What a forward was taken from. */
    public enum ForwardBasis {
        /** Put-call parity. */
        PARITY,
        /** Spot stands in: no strike near it has both legs. */
        SPOT
    }

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
            double forward,
            ForwardBasis forwardBasis,
            OptionalDouble atTheMoneyVolatility,
            OptionalDouble putVolatility,
            OptionalDouble callVolatility,
            OptionalDouble putCallRatio,
            OptionalDouble putCallRatioVolume,
            OptionalDouble maxPain,
            OptionalDouble straddlePoints,
            @JsonProperty("implied_move_pct") OptionalDouble impliedMoveFraction,
            OptionalDouble gammaBalance,
            OptionalDouble openInterestNearSpot,
            Optional<String> reason) {

        /** Validates, rounds, and demands a reason where a value is unknown. */
        public ChainExpiry {
            Checks.present(expiry, "expiry");
            Checks.atLeast(0, sessions, "sessions to " + expiry);
            forward = Decimals.price(forward, "forward");
            Checks.present(forwardBasis, "forwardBasis");
            atTheMoneyVolatility = Decimals.nonNegative(atTheMoneyVolatility, "atTheMoneyVolatility");
            putVolatility = Decimals.nonNegative(putVolatility, "putVolatility");
            callVolatility = Decimals.nonNegative(callVolatility, "callVolatility");
            putCallRatio = Decimals.nonNegative(putCallRatio, "putCallRatio");
            putCallRatioVolume = Decimals.nonNegative(putCallRatioVolume, "putCallRatioVolume");
            maxPain = Decimals.price(maxPain, "maxPain");
            straddlePoints = Decimals.size(straddlePoints, "straddlePoints");
            impliedMoveFraction = Decimals.nonNegative(impliedMoveFraction, "impliedMoveFraction");
            gammaBalance = Decimals.signedScore(gammaBalance, "gammaBalance");
            openInterestNearSpot = Decimals.probability(openInterestNearSpot, "openInterestNearSpot");
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

    /** Validates and copies. */
    public OptionChainBlock {
        expiries = List.copyOf(expiries);
        Checks.present(source, "source").explains("asOf", asOf).explains("expiries", !expiries.isEmpty(), expiries);
    }

    /** No chain, and why. */
    public static OptionChainBlock unavailable(String reason) {
        return new OptionChainBlock(Optional.empty(), List.of(), Source.unavailable(reason));
    }
}
