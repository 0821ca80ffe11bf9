package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.chain.ChainAnalytics;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.features.chain.GammaExposure;
import io.aegismatrix.features.chain.ImpliedForward;
import io.aegismatrix.features.chain.MaxPain;
import io.aegismatrix.features.chain.SmileSkew;
import io.aegismatrix.features.chain.Straddle;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.ChainExpiry;
import io.aegismatrix.payload.OptionChainBlock;
import io.aegismatrix.payload.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The payload's option-chain block: the nearest expiries that somebody holds. */
final class OptionChainBlocks {

    /** Most expiries published. */
    static final int MOST_EXPIRIES = 6;

    private OptionChainBlocks() {}

    /**
     * The block.
     *
     * @param forecast knows what events multiply; empty if the seller's models could not be loaded
     */
    static Block<OptionChainBlock> of(FeatureSet features, Optional<CombinedVolatility> forecast) {
        if (features.optionChain().isEmpty()) {
            return Block.unavailable("the source has no option chain of this or the last session");
        }
        ChainAnalytics chain = features.optionChain().get();
        List<ExpiryAnalytics> held = chain.expiries().stream()
                .filter(ExpiryAnalytics::hasOpenInterest)
                .limit(MOST_EXPIRIES)
                .toList();
        if (held.isEmpty()) {
            return Block.unavailable("the option chain of " + chain.asOf() + " has no open interest");
        }
        TermBlocks term = TermBlocks.of(features, chain.asOf(), held, forecast);
        return Block.known(
                new OptionChainBlock(
                        chain.asOf(),
                        held.stream().map(OptionChainBlocks::expiry).toList(),
                        term.forwards(),
                        term.events()),
                Source.formula("black_76_on_parity_forward"));
    }

    private static ChainExpiry expiry(ExpiryAnalytics expiry) {
        return new ChainExpiry(
                expiry.expiry(),
                expiry.sessions(),
                expiry.forward().value(),
                expiry.forward().basis() == ImpliedForward.Basis.PARITY
                        ? ChainExpiry.ForwardBasis.PARITY
                        : ChainExpiry.ForwardBasis.SPOT,
                expiry.atTheMoneyVolatility(),
                number(expiry.skew(), SmileSkew::putVolatility),
                number(expiry.skew(), SmileSkew::callVolatility),
                expiry.putCallRatio().openInterest(),
                expiry.putCallRatio().volume(),
                number(expiry.maxPain(), MaxPain::strike),
                number(expiry.straddle(), Straddle::premium),
                number(expiry.straddle(), Straddle::impliedMove),
                number(expiry.gamma(), GammaExposure::balance),
                expiry.openInterestNearSpot(),
                reason(expiry));
    }

    private static <T> OptionalDouble number(Optional<T> found, ToDoubleFunction<T> number) {
        return found.isPresent() ? OptionalDouble.of(number.applyAsDouble(found.get())) : OptionalDouble.empty();
    }

    private static Optional<String> reason(ExpiryAnalytics expiry) {
        List<String> reasons = new ArrayList<>();
        expiry.sidesComplaint()
                .ifPresent(complaint -> reasons.add(
                        complaint + ", so max pain, the ratio of open interest and gamma are not available"));
        if (expiry.years() <= 0) {
            reasons.add("no time left");
        }
        if (expiry.atTheMoneyVolatility().isEmpty()) {
            reasons.add("no two current prices around the forward");
        }
        if (expiry.skew().isEmpty()) {
            reasons.add("the smile does not reach 25 delta on both sides");
        }
        boolean ratioMissing = expiry.putCallRatio().openInterest().isEmpty()
                && expiry.sidesComplaint().isEmpty();
        if (ratioMissing || expiry.putCallRatio().volume().isEmpty()) {
            reasons.add("no calls are open, or none traded today");
        }
        if (expiry.straddle().isEmpty()) {
            reasons.add("no strike near the forward has both legs");
        }
        if (expiry.gamma().isEmpty() && expiry.sidesComplaint().isEmpty()) {
            reasons.add("no strike with open interest has a volatility");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }
}
