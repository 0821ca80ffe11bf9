package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Max pain: the strike at which option holders together are paid least, exact over the open interest of an expiry, and
 * the zone of strikes whose payout is within one percent of that.
 *
 * @param strike strike of least payout; the lowest where several cost the least
 * @param lower lowest strike of the zone
 * @param upper highest strike of the zone
 */
public record MaxPain(double strike, double lower, double upper) {

    /** How much more than the least payout a strike of the zone may cost. */
    public static final double PAYOUT_TOLERANCE = 0.01;

    /** Validates that the strike is inside its zone. */
    public MaxPain {
        if (!(lower <= strike && strike <= upper)) {
            throw new IllegalArgumentException(
                    "strike must be inside its zone, was " + strike + " and [" + lower + ", " + upper + "]");
        }
    }

    /** Max pain of one expiry's quotes; empty without open interest. */
    public static Optional<MaxPain> find(List<OptionQuote> quotes) {
        if (quotes.stream().noneMatch(quote -> quote.openInterest() > 0)) {
            return Optional.empty();
        }
        SortedMap<Double, Double> payouts = new TreeMap<>();
        quotes.forEach(quote -> payouts.computeIfAbsent(quote.strike(), strike -> payout(quotes, strike)));
        Map.Entry<Double, Double> least =
                payouts.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        double most = least.getValue() * (1 + PAYOUT_TOLERANCE);
        List<Double> zone = payouts.entrySet().stream()
                .filter(entry -> entry.getValue() <= most)
                .map(Map.Entry::getKey)
                .toList();
        return Optional.of(new MaxPain(least.getKey(), zone.get(0), zone.get(zone.size() - 1)));
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
}
