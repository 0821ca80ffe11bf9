package io.aegismatrix.features.chain;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How computed volatilities agree with the exchange's own column, brought to the same forward and clock.
 *
 * @param compared out-of-the-money options that show both
 * @param outside those of them that differ by more than 15 %: stale trades, mostly; they are left out of the smile
 * @param medianRatio median of the exchange's over ours; empty if none was compared
 */
public record ExchangeCheck(int compared, int outside, OptionalDouble medianRatio) {

    private static final double BAND = 0.15;

    static ExchangeCheck of(List<PricedOption> options) {
        double[] ratios = options.stream()
                .map(PricedOption::exchangeRatio)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray();
        int outside = (int) options.stream().filter(ExchangeCheck::contradicts).count();
        int last = ratios.length - 1;
        OptionalDouble median =
                last < 0 ? OptionalDouble.empty() : OptionalDouble.of((ratios[last / 2] + ratios[(last + 1) / 2]) / 2);
        return new ExchangeCheck(ratios.length, outside, median);
    }

    /** Whether the exchange's volatility is known and too far from ours. */
    static boolean contradicts(PricedOption option) {
        OptionalDouble ratio = option.exchangeRatio();
        return ratio.isPresent() && Math.abs(ratio.getAsDouble() - 1) > BAND;
    }
}
