package io.aegismatrix.buyer;

import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.chain.ChainAnalytics;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.features.chain.GammaExposure;
import io.aegismatrix.payload.BuyerOutlook.GammaByStrike;
import io.aegismatrix.payload.BuyerOutlook.StrikeGamma;
import io.aegismatrix.payload.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where dealers' gamma lies at the nearest expiry of the option chain; the strikes nearest spot are listed. */
final class StrikeGammaBlock {

    /** Most strikes listed; the total is over all. */
    static final int MOST_STRIKES = 21;

    private StrikeGammaBlock() {}

    static GammaByStrike of(FeatureSet features) {
        if (features.optionChain().isEmpty()) {
            return GammaByStrike.unavailable("no option chain");
        }
        ChainAnalytics chain = features.optionChain().get();
        return chain.expiries().stream()
                .filter(expiry -> expiry.expiry().isAfter(features.decisionSession()))
                .filter(expiry -> expiry.gamma().isPresent())
                .findFirst()
                .map(expiry -> block(expiry, expiry.gamma().orElseThrow(), chain.spot()))
                .orElseGet(() -> GammaByStrike.unavailable(whyNone(chain)));
    }

    private static String whyNone(ChainAnalytics chain) {
        return chain.expiries().stream()
                .filter(ExpiryAnalytics::hasOpenInterest)
                .flatMap(expiry -> expiry.sidesComplaint().stream())
                .findFirst()
                .orElse("no expiry of the option chain has open interest and prices");
    }

    private static GammaByStrike block(ExpiryAnalytics expiry, GammaExposure exposure, double spot) {
        List<StrikeGamma> strikes = exposure.strikes().stream()
                .sorted(Comparator.comparingDouble(strike -> Math.abs(strike.strike() - spot)))
                .limit(MOST_STRIKES)
                .sorted(Comparator.comparingDouble(GammaExposure.StrikeGamma::strike))
                .map(strike -> new StrikeGamma(strike.strike(), strike.net()))
                .toList();
        return new GammaByStrike(
                Optional.of(expiry.expiry()),
                OptionalDouble.of(exposure.total()),
                OptionalDouble.of(exposure.balance()),
                Optional.of(exposure.assumption().name()),
                strikes,
                Source.formula("black_76_gamma_open_interest"));
    }
}
