package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.OptionQuote;
import java.util.Optional;
import java.util.OptionalDouble;

/** What an option's price was taken from. */
public enum PriceBasis {
    /** The middle of a bid and an ask that are close: apart by at most 30 % of it, or by ten ticks. */
    MID,
    /** A trade of today that is not outside the bid or the ask that stand. */
    LAST;

    private static final double TICK = 0.05;
    private static final double WIDEST_TICKS = 10;
    private static final double WIDEST = 0.3;

    /** The basis of a quote's price; empty for a quote without one: none on either side, or a stale trade. */
    static Optional<PriceBasis> find(OptionQuote quote) {
        if (isSane(quote.bid(), quote.ask())) {
            return Optional.of(MID);
        }
        return isCurrent(quote) ? Optional.of(LAST) : Optional.empty();
    }

    /** The price on this basis, points. */
    double price(OptionQuote quote) {
        return this == MID
                ? middle(quote.bid().orElseThrow(), quote.ask().orElseThrow())
                : quote.lastPrice().orElseThrow();
    }

    private static double middle(double bid, double ask) {
        return (bid + ask) / 2;
    }

    private static boolean isSane(OptionalDouble bid, OptionalDouble ask) {
        if (bid.isEmpty() || ask.isEmpty()) {
            return false;
        }
        double width = ask.getAsDouble() - bid.getAsDouble();
        double widest = Math.max(WIDEST_TICKS * TICK, WIDEST * middle(bid.getAsDouble(), ask.getAsDouble()));
        return bid.getAsDouble() > 0 && width >= 0 && width <= widest;
    }

    private static boolean isCurrent(OptionQuote quote) {
        double last = quote.lastPrice().orElse(0);
        return last > 0
                && quote.volume() > 0
                && last >= quote.bid().orElse(0)
                && last <= quote.ask().orElse(Double.POSITIVE_INFINITY);
    }
}
