package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.Right;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The volatility smile of one expiry: its out-of-the-money options that somebody holds and whose volatility the
 * exchange's own does not contradict.
 */
final class Smile {

    private static final double DELTA = 0.25;

    private final List<PricedOption> points;
    private final double forward;

    private Smile(List<PricedOption> points, double forward) {
        this.points = points;
        this.forward = forward;
    }

    static Smile of(List<PricedOption> options, double forward) {
        return new Smile(
                options.stream()
                        .filter(option -> option.outOfTheMoney()
                                && option.volatility().isPresent()
                                && option.quote().openInterest() > 0
                                && !ExchangeCheck.contradicts(option))
                        .toList(),
                forward);
    }

    /** Volatility at the forward, between the nearest strikes on either side of it. */
    OptionalDouble atTheMoney() {
        return at(forward, points, option -> option.quote().strike());
    }

    /** The 25-delta skew; empty where the smile does not reach 25 delta on both sides. */
    Optional<SmileSkew> skew() {
        OptionalDouble money = atTheMoney();
        OptionalDouble put = at(DELTA, side(Right.PUT), Smile::absoluteDelta);
        OptionalDouble call = at(DELTA, side(Right.CALL), Smile::absoluteDelta);
        return money.isPresent() && put.isPresent() && call.isPresent()
                ? Optional.of(new SmileSkew(put.getAsDouble(), call.getAsDouble(), money.getAsDouble()))
                : Optional.empty();
    }

    private List<PricedOption> side(Right right) {
        return points.stream().filter(option -> option.quote().right() == right).toList();
    }

    private static double absoluteDelta(PricedOption option) {
        return Math.abs(option.greeks().orElseThrow().delta());
    }

    /** Linear interpolation between the nearest points on either side; empty beyond the outermost ones. */
    private static OptionalDouble at(
            double position, List<PricedOption> points, ToDoubleFunction<PricedOption> coordinate) {
        Comparator<PricedOption> order = Comparator.comparingDouble(coordinate);
        Optional<PricedOption> below = points.stream()
                .filter(point -> coordinate.applyAsDouble(point) <= position)
                .max(order);
        Optional<PricedOption> above = points.stream()
                .filter(point -> coordinate.applyAsDouble(point) >= position)
                .min(order);
        if (below.isEmpty() || above.isEmpty()) {
            return OptionalDouble.empty();
        }
        double from = coordinate.applyAsDouble(below.get());
        double width = coordinate.applyAsDouble(above.get()) - from;
        double share = width > 0 ? (position - from) / width : 0;
        return OptionalDouble.of((1 - share) * below.get().volatility().getAsDouble()
                + share * above.get().volatility().getAsDouble());
    }
}
