package io.aegismatrix.payload;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The record behind a historical rate.
 *
 * @param n cases counted, above zero
 * @param ciLow lower end of the rate's 95 % interval
 * @param ciHigh upper end of it
 * @param window most recent resolved cases or sessions looked at
 * @param source how the rate was measured
 */
public record RateDetail(
        OptionalInt n, OptionalDouble ciLow, OptionalDouble ciHigh, OptionalInt window, Source source) {

    /** Validates and rounds. */
    public RateDetail {
        Checks.present(source, "source");
        Checks.atLeast(1, n, "n");
        Checks.atLeast(1, window, "window");
        ciLow = Decimals.probability(ciLow, "ciLow");
        ciHigh = Decimals.probability(ciHigh, "ciHigh");
        Checks.ordered(ciLow, "ciLow", ciHigh, "ciHigh");
        source.explains("n", n.isPresent(), n)
                .explains("ciLow", ciLow)
                .explains("ciHigh", ciHigh)
                .explains("window", window.isPresent(), window);
    }

    /** A measured rate's record. */
    public static RateDetail of(int n, double ciLow, double ciHigh, int window, Source source) {
        return new RateDetail(
                OptionalInt.of(n), OptionalDouble.of(ciLow), OptionalDouble.of(ciHigh), OptionalInt.of(window), source);
    }

    /** No rate was measured, and why. */
    public static RateDetail unavailable(String reason) {
        return new RateDetail(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Source.unavailable(reason));
    }
}
