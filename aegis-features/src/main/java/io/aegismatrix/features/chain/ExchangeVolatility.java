package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.OptionQuote;
import java.util.OptionalDouble;

/**
 * The exchange's own volatility column as a sanity band. NSE's figure is Black-Scholes on the last trade with a rate of
 * 10 % and calendar days over 365: on the recorded chains it reprices the last trade to a thousandth, with no other rate
 * so. The price it stands for is read again on the implied forward and our clock.
 */
final class ExchangeVolatility {

    private static final double RATE = 0.10;
    private static final double DAYS_PER_YEAR = 365;

    private final double spot;
    private final double calendarYears;
    private final BlackModel model;

    ExchangeVolatility(double spot, long calendarDays, BlackModel model) {
        this.spot = spot;
        this.calendarYears = calendarDays / DAYS_PER_YEAR;
        this.model = model;
    }

    /** The exchange's volatility on our terms over ours; empty where it shows none, or no time is left. */
    OptionalDouble ratio(OptionQuote quote, double ours) {
        double theirs = quote.impliedVolatility().orElse(0);
        if (theirs <= 0 || calendarYears <= 0) {
            return OptionalDouble.empty();
        }
        OptionalDouble same = model.volatility(quote.strike(), quote.right(), price(quote, theirs));
        return same.isPresent() ? OptionalDouble.of(same.getAsDouble() / ours) : same;
    }

    private double price(OptionQuote quote, double volatility) {
        double discount = Math.exp(-RATE * calendarYears);
        BlackModel theirs = new BlackModel(spot / discount, calendarYears);
        return discount * theirs.price(quote.strike(), quote.right(), volatility);
    }
}
