package io.aegismatrix.seller;

import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.features.chain.MaxPain;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.SellerOutlook.MaxPainMethod;
import io.aegismatrix.payload.Source;
import io.aegismatrix.seller.PinZone.Zone;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Where closes may gather at the nearest expiry: max pain with an option chain, a return-mode zone without one. */
final class MaxPainBlock {

    private MaxPainBlock() {}

    static SellerOutlook.MaxPain of(PathsAhead ahead, OutcomeTracks tracks) {
        return ahead.situation()
                .chainExpiry()
                .flatMap(expiry -> expiry.maxPain().map(pain -> fromChain(expiry, pain)))
                .orElseGet(() -> fromReturns(ahead, tracks));
    }

    private static SellerOutlook.MaxPain fromChain(ExpiryAnalytics expiry, MaxPain pain) {
        return maxPain(
                new Zone(pain.lower(), pain.upper()),
                OptionalDouble.of(pain.strike()),
                Optional.empty(),
                "no record of past option chains",
                MaxPainMethod.OPEN_INTEREST,
                Optional.of(expiry.expiry()),
                Source.formula("max_pain_open_interest"));
    }

    private static SellerOutlook.MaxPain fromReturns(PathsAhead ahead, OutcomeTracks tracks) {
        Situation situation = ahead.situation();
        OptionalInt nearest = ExpiryKind.findSessionsToNearest(situation.features(), situation.row());
        if (nearest.isEmpty()) {
            return SellerOutlook.MaxPain.unavailable(ExpiryKind.NONE_LISTED);
        }
        int sessions = nearest.getAsInt();
        Zone zone = PinZone.returnMode(ahead.excursions(), situation.spot(), ahead.unit(sessions), sessions);
        Optional<Share> held = Optional.of(SellerFiles.PIN_ZONE_RECORD)
                .filter(name -> tracks.names().contains(name))
                .flatMap(name ->
                        tracks.track(name).shareKnownBy(tracks.lastRowBy(situation.session()), Integer.MAX_VALUE));
        return maxPain(
                zone,
                OptionalDouble.empty(),
                held,
                "no such zone had been resolved by the decision session",
                MaxPainMethod.RETURN_MODE_PROXY,
                Optional.empty(),
                Source.proxy("return_mode_zone", "max pain from open interest" + whyNoOpenInterest(situation)));
    }

    private static String whyNoOpenInterest(Situation situation) {
        return situation
                .chainExpiry()
                .flatMap(ExpiryAnalytics::sidesComplaint)
                .map(complaint -> ": " + complaint)
                .orElse("");
    }

    private static SellerOutlook.MaxPain maxPain(
            Zone zone,
            OptionalDouble strike,
            Optional<Share> held,
            String whyNotMeasured,
            MaxPainMethod method,
            Optional<LocalDate> expiry,
            Source source) {
        return new SellerOutlook.MaxPain(
                OptionalDouble.of(zone.lower()),
                OptionalDouble.of(zone.upper()),
                held.map(share -> OptionalDouble.of(share.value())).orElse(OptionalDouble.empty()),
                held.map(SafeRanges::coverage),
                held.isPresent() ? Optional.empty() : Optional.of(whyNotMeasured),
                strike,
                Optional.of(method),
                expiry,
                source);
    }
}
