package io.aegismatrix.seller;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.features.chain.SmileSkew;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Skew;
import io.aegismatrix.payload.Source;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The skew of the option chain's smile, of the nearest expiry with at least {@value #LEAST_SESSIONS} sessions left, as a
 * dying smile is all wings; without such a smile the asymmetry of past variance, named a proxy.
 */
final class SkewBlock {

    /** Fewest sessions an expiry must have left. */
    static final int LEAST_SESSIONS = OptionChain.LEAST_SMILE_SESSIONS;

    private SkewBlock() {}

    static Block<Skew> of(Situation situation) {
        return measured(situation)
                .orElseGet(() -> VolatilityState.semivarianceSkew(situation.history(), situation.row()));
    }

    private static Optional<Block<Skew>> measured(Situation situation) {
        return situation
                .chain()
                .flatMap(chain -> chain.expiries().stream()
                        .filter(expiry -> expiry.sessions() >= LEAST_SESSIONS)
                        .filter(expiry -> expiry.skew().isPresent())
                        .findFirst())
                .map(expiry -> skew(expiry, expiry.skew().orElseThrow()));
    }

    private static Block<Skew> skew(ExpiryAnalytics expiry, SmileSkew smile) {
        Skew skew = new Skew(
                bounded(smile.put()),
                bounded(smile.call()),
                bounded(smile.net()),
                OptionalDouble.of(smile.putVolatility()),
                OptionalDouble.of(smile.callVolatility()),
                OptionalDouble.of(smile.atTheMoneyVolatility()),
                Optional.of(expiry.expiry()),
                Skew.Method.OPTION_CHAIN_25_DELTA);
        return Block.known(skew, Source.formula("smile_25_delta_against_atm"));
    }

    private static double bounded(double skew) {
        return Math.max(-1, Math.min(1, skew));
    }
}
