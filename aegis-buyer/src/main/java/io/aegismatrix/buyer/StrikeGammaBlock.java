package io.aegismatrix.buyer;

import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.chain.ChainAnalytics;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.features.chain.GammaExposure;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.GammaByStrike;
import io.aegismatrix.payload.Source;
import java.util.Comparator;
import java.util.List;

/** Where dealers' gamma lies at the nearest expiry of the option chain; the strikes nearest spot are listed. */
final class StrikeGammaBlock {

    /** Most strikes listed; the total is over all. */
    static final int MOST_STRIKES = 21;

    private StrikeGammaBlock() {}

    static Block<GammaByStrike> of(FeatureSet features) {
        if (features.optionChain().isEmpty()) {
            return Block.unavailable("no option chain");
        }
        ChainAnalytics chain = features.optionChain().get();
        return chain.expiries().stream()
                .filter(expiry -> expiry.expiry().isAfter(features.decisionSession()))
                .filter(expiry -> expiry.gamma().isPresent())
                .findFirst()
                .map(expiry -> block(expiry, expiry.gamma().orElseThrow(), chain.spot()))
                .orElseGet(() -> Block.unavailable(whyNone(chain)));
    }

    private static String whyNone(ChainAnalytics chain) {
        return chain.expiries().stream()
                .filter(ExpiryAnalytics::hasOpenInterest)
                .flatMap(expiry -> expiry.sidesComplaint().stream())
                .findFirst()
                .orElse("no expiry of the option chain has open interest and prices");
    }

    private static Block<GammaByStrike> block(ExpiryAnalytics expiry, GammaExposure exposure, double spot) {
        List<GammaByStrike.StrikeGamma> strikes = exposure.strikes().stream()
                .sorted(Comparator.comparingDouble(strike -> Math.abs(strike.strike() - spot)))
                .limit(MOST_STRIKES)
                .sorted(Comparator.comparingDouble(GammaExposure.StrikeGamma::strike))
                .map(strike -> new GammaByStrike.StrikeGamma(strike.strike(), strike.net()))
                .toList();
        GammaByStrike gamma = new GammaByStrike(
                expiry.expiry(),
                exposure.total(),
                exposure.balance(),
                exposure.assumption().name(),
                strikes);
        return Block.known(gamma, Source.formula("black_76_gamma_open_interest"));
    }
}
