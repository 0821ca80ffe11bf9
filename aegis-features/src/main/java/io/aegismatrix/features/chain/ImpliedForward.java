package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The forward price that put-call parity implies: the median of strike + call − put over the nearest strikes with both
 * legs. Where at least three strikes have a middle price on both legs only they count, as trades of the two legs were
 * not made at the same moment.
 *
 * @param value points
 * @param basis parity, or spot where no strike near it has both legs
 * @param strikes strikes it is the median of; 0 on spot
 * @param width how far the strikes disagree, largest less smallest, points
 */
public record ImpliedForward(double value, Basis basis, int strikes, double width) {

    /** What a forward was taken from. */
    public enum Basis {
        /** Put-call parity. */
        PARITY,
        /** Spot itself stands in. */
        SPOT
    }

    private static final double NEAR = 0.05;
    private static final int MOST_STRIKES = 9;
    private static final int FEWEST_MIDDLES = 3;

    private record Pair(double strike, double forward) {}

    /** The forward of one expiry's quotes. */
    static ImpliedForward of(List<OptionQuote> quotes, double spot) {
        List<Pair> pairs = pairs(quotes, spot, true);
        if (pairs.size() < FEWEST_MIDDLES) {
            pairs = pairs(quotes, spot, false);
        }
        if (pairs.isEmpty()) {
            return new ImpliedForward(spot, Basis.SPOT, 0, 0);
        }
        double[] forwards = pairs.stream().mapToDouble(Pair::forward).sorted().toArray();
        int last = forwards.length - 1;
        double median = (forwards[last / 2] + forwards[(last + 1) / 2]) / 2;
        return new ImpliedForward(median, Basis.PARITY, forwards.length, forwards[last] - forwards[0]);
    }

    private static List<Pair> pairs(List<OptionQuote> quotes, double spot, boolean middlesOnly) {
        Map<Double, Double> calls = prices(quotes, Right.CALL, middlesOnly);
        Map<Double, Double> puts = prices(quotes, Right.PUT, middlesOnly);
        List<Pair> pairs = new ArrayList<>();
        calls.forEach((strike, call) -> {
            Double put = puts.get(strike);
            if (put != null && Math.abs(strike - spot) <= NEAR * spot) {
                pairs.add(new Pair(strike, strike + call - put));
            }
        });
        return pairs.stream()
                .sorted(Comparator.comparingDouble(pair -> Math.abs(pair.strike() - spot)))
                .limit(MOST_STRIKES)
                .toList();
    }

    private static Map<Double, Double> prices(List<OptionQuote> quotes, Right right, boolean middlesOnly) {
        Map<Double, Double> prices = new TreeMap<>();
        quotes.stream()
                .filter(quote -> quote.right() == right)
                .forEach(quote -> PriceBasis.find(quote)
                        .filter(basis -> !middlesOnly || basis == PriceBasis.MID)
                        .ifPresent(basis -> prices.put(quote.strike(), basis.price(quote))));
        return prices;
    }
}
