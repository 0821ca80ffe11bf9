package io.aegismatrix.seller;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.engine.volatility.MoveUnit;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where closes gather at expiry. With an option chain: max pain, the strike at which option holders together are paid
 * least, and the zone of strikes whose payout is within one percent of that. Without one: the shortest interval that held
 * half of the past standardised closes, which is a proxy and is named so.
 */
final class PinZone {

    /** Share of past closes the return-mode zone is built to hold. */
    static final double ZONE_SHARE = 0.5;

    /** How much more than the least payout a strike of the zone may cost. */
    static final double PAYOUT_TOLERANCE = 0.01;

    private PinZone() {}

    /**
     * A zone in points.
     *
     * @param lower lowest strike or price
     * @param upper highest strike or price
     * @param strike strike of least payout; empty for a return-mode zone
     */
    record Zone(double lower, double upper, OptionalDouble strike) {}

    /** Max pain of one expiry, from open interest; the lowest strike where several cost the least. */
    static Zone maxPain(OptionChain chain, LocalDate expiry) {
        List<OptionQuote> quotes = chain.expiring(expiry);
        SortedMap<Double, Double> payouts = new TreeMap<>();
        quotes.forEach(quote -> payouts.computeIfAbsent(quote.strike(), strike -> payout(quotes, strike)));
        Map.Entry<Double, Double> least = payouts.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow(() -> new IllegalArgumentException("no option expires on " + expiry));
        double most = least.getValue() * (1 + PAYOUT_TOLERANCE);
        List<Double> zone = payouts.entrySet().stream()
                .filter(entry -> entry.getValue() <= most)
                .map(Map.Entry::getKey)
                .toList();
        return new Zone(zone.get(0), zone.get(zone.size() - 1), OptionalDouble.of(least.getKey()));
    }

    /** What all option holders would be paid together if the index settled at a price. */
    private static double payout(List<OptionQuote> quotes, double settlement) {
        double sum = 0;
        for (OptionQuote quote : quotes) {
            double intrinsic = quote.right() == Right.CALL ? settlement - quote.strike() : quote.strike() - settlement;
            sum += quote.openInterest() * Math.max(0, intrinsic);
        }
        return sum;
    }

    /** The return-mode zone around a price. */
    static Zone returnMode(Excursions excursions, double spot, double unit, int sessions) {
        Band band = excursions.modalCloseBand(sessions, ZONE_SHARE);
        double lower = spot * Math.exp(-band.down() * unit);
        double upper = spot * Math.exp(band.up() * unit);
        return new Zone(lower, upper, OptionalDouble.empty());
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
            int sessions = ExpiryKind.sessionsToNearest(features, row);
            int end = row + sessions;
            if (end >= features.history().size()) {
                return;
            }
            double close = features.history().close(row);
            double unit = MoveUnit.of(
                    path.annualized(row, sessions), features.history().vix(row), excursions.weight(), sessions);
            Zone zone = returnMode(excursions, close, unit, sessions);
            double ended = features.history().close(end);
            outcome.add(row, end, ended >= zone.lower() && ended <= zone.upper());
        }
    }
}
