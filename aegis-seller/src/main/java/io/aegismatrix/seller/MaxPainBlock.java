package io.aegismatrix.seller;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.engine.OutcomeTracks;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.payload.SellerOutlook.MaxPain;
import io.aegismatrix.payload.SellerOutlook.MaxPainMethod;
import io.aegismatrix.payload.Source;
import io.aegismatrix.seller.PinZone.Zone;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where closes may gather at the nearest expiry: max pain with an option chain, a return-mode zone without one. */
final class MaxPainBlock {

    private MaxPainBlock() {}

    static MaxPain of(Situation situation, Excursions excursions, OutcomeTracks tracks) {
        return situation
                .chainExpiry()
                .map(expiry -> fromChain(situation.chain().orElseThrow(), expiry))
                .orElseGet(() -> fromReturns(situation, excursions, tracks));
    }

    private static MaxPain fromChain(OptionChain chain, LocalDate expiry) {
        Zone zone = PinZone.maxPain(chain, expiry);
        return maxPain(
                zone,
                Optional.empty(),
                "no record of past option chains",
                MaxPainMethod.OPEN_INTEREST,
                Optional.of(expiry),
                Source.formula("max_pain_open_interest"));
    }

    private static MaxPain fromReturns(Situation situation, Excursions excursions, OutcomeTracks tracks) {
        int sessions = ExpiryKind.sessionsToNearest(situation.features(), situation.row());
        Zone zone = PinZone.returnMode(
                excursions, situation.spot(), situation.unit(excursions.weight(), sessions), sessions);
        Optional<Share> held = tracks.track(SellerFiles.PIN_ZONE_RECORD)
                .shareKnownBy(tracks.lastRowBy(situation.session()), Integer.MAX_VALUE);
        return maxPain(
                zone,
                held,
                "no such zone had been resolved by the decision session",
                MaxPainMethod.RETURN_MODE_PROXY,
                Optional.empty(),
                Source.proxy("return_mode_zone", "max pain from open interest"));
    }

    private static MaxPain maxPain(
            Zone zone,
            Optional<Share> held,
            String whyNotMeasured,
            MaxPainMethod method,
            Optional<LocalDate> expiry,
            Source source) {
        return new MaxPain(
                OptionalDouble.of(zone.lower()),
                OptionalDouble.of(zone.upper()),
                held.map(share -> OptionalDouble.of(share.value())).orElse(OptionalDouble.empty()),
                held.map(SafeRanges::coverage),
                held.isPresent() ? Optional.empty() : Optional.of(whyNotMeasured),
                zone.strike(),
                Optional.of(method),
                expiry,
                source);
    }
}
