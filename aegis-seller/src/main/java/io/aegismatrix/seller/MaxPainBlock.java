package io.aegismatrix.seller;

import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.MaxPain;
import io.aegismatrix.payload.Measured;
import io.aegismatrix.payload.Source;
import io.aegismatrix.seller.PinZone.Zone;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Where closes may gather at the nearest expiry: max pain with an option chain, a return-mode zone without one. */
final class MaxPainBlock {

    private MaxPainBlock() {}

    static Block<MaxPain> of(PathsAhead ahead, OutcomeTracks tracks) {
        return ahead.situation()
                .chainExpiry()
                .flatMap(expiry -> expiry.maxPain().map(pain -> fromChain(expiry, pain)))
                .orElseGet(() -> fromReturns(ahead, tracks));
    }

    private static Block<MaxPain> fromChain(ExpiryAnalytics expiry, io.aegismatrix.features.chain.MaxPain pain) {
        return maxPain(
                new Zone(pain.lower(), pain.upper()),
                OptionalDouble.of(pain.strike()),
                Optional.empty(),
                "no record of past option chains",
                MaxPain.Method.OPEN_INTEREST,
                Optional.of(expiry.expiry()),
                Source.formula("max_pain_open_interest"));
    }

    private static Block<MaxPain> fromReturns(PathsAhead ahead, OutcomeTracks tracks) {
        Situation situation = ahead.situation();
        OptionalInt nearest = ExpiryKind.findSessionsToNearest(situation.features(), situation.row());
        if (nearest.isEmpty()) {
            return Block.unavailable(ExpiryKind.NONE_LISTED);
        }
        int sessions = nearest.getAsInt();
        Zone zone = PinZone.returnMode(ahead.excursions(), situation.spot(), ahead.unit(sessions), sessions);
        Optional<Share> held = Optional.of(SellerFiles.PIN_ZONE_RECORD)
                .filter(name -> tracks.names().contains(name))
                .flatMap(name -> tracks.track(name).shareKnownBy(tracks.lastRowBy(situation.session())));
        return maxPain(
                zone,
                OptionalDouble.empty(),
                held,
                "no such zone had been resolved by the decision session",
                MaxPain.Method.RETURN_MODE_PROXY,
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

    private static Block<MaxPain> maxPain(
            Zone zone,
            OptionalDouble strike,
            Optional<Share> held,
            String whyNotMeasured,
            MaxPain.Method method,
            Optional<LocalDate> expiry,
            Source source) {
        Measured<MaxPain.Confidence> confidence =
                Measured.of(held.map(SafeRanges::coverage).map(MaxPain.Confidence::of), whyNotMeasured);
        return Block.known(new MaxPain(zone.lower(), zone.upper(), confidence, strike, method, expiry), source);
    }
}
