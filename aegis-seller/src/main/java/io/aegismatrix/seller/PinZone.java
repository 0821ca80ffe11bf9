package io.aegismatrix.seller;

import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.OptionalInt;

/**
 * Where closes gather at expiry, without an option chain: the shortest interval that held half of the past standardised
 * closes, which is a proxy for max pain and is named so.
 */
final class PinZone {

    /** Share of past closes the return-mode zone is built to hold. */
    static final double ZONE_SHARE = 0.5;

    private PinZone() {}

    /**
     * A zone in points.
     *
     * @param lower lowest price
     * @param upper highest price
     */
    record Zone(double lower, double upper) {}

    /** The zone around a price. */
    static Zone returnMode(Excursions excursions, double spot, double unit, int sessions) {
        Band band = excursions.modalCloseBand(sessions, ZONE_SHARE);
        double lower = spot * Math.exp(-band.down() * unit);
        double upper = spot * Math.exp(band.up() * unit);
        return new Zone(lower, upper);
    }

    /** Told whether a past close ended inside the zone of its day. */
    interface Outcome {
        void add(int decisionRow, int resolvedRow, boolean inside);
    }

    /** Holds past zones against the closes they were about. */
    static final class Recorder {

        private final FeatureSet features;
        private final Excursions excursions;

        Recorder(FeatureSet features, Excursions excursions) {
            this.features = features;
            this.excursions = excursions;
        }

        void measure(int row, VolatilityPath path, Outcome outcome) {
            OptionalInt nearest = ExpiryKind.findSessionsToNearest(features, row);
            if (nearest.isEmpty()
                    || row + nearest.getAsInt() >= features.history().size()) {
                return;
            }
            int sessions = nearest.getAsInt();
            int end = row + sessions;
            double close = features.history().close(row);
            double unit = excursions.unit(
                    path.annualized(row, sessions), features.history().vix(row), path.index(row, sessions), sessions);
            Zone zone = returnMode(excursions, close, unit, sessions);
            double ended = features.history().close(end);
            outcome.add(row, end, ended >= zone.lower() && ended <= zone.upper());
        }
    }
}
