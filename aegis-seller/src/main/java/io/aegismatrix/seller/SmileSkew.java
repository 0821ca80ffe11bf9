package io.aegismatrix.seller;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.payload.SellerOutlook.Skew;
import io.aegismatrix.payload.SellerOutlook.SkewMethod;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The skew of the option chain's smile: implied volatility of the 25-delta put and the 25-delta call, each as a fraction
 * above at-the-money, and their difference. Only out-of-the-money options with open interest and an implied volatility
 * of their own count; deltas are undiscounted Black (1976) deltas on the forward that put-call parity gives. The expiry
 * is the nearest with at least {@value #LEAST_SESSIONS} sessions left, as a dying smile is all wings.
 */
final class SmileSkew {

    /** Fewest sessions an expiry must have left. */
    static final int LEAST_SESSIONS = 5;

    private static final double DELTA = 0.25;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final List<OptionQuote> quotes;
    private final double spot;
    private final double years;

    /** One option of the smile: where it lies, and its implied volatility. */
    private record Point(double position, double volatility) {}

    private SmileSkew(List<OptionQuote> quotes, double spot, double years) {
        this.quotes = quotes;
        this.spot = spot;
        this.years = years;
    }

    /** The skew of the first suitable expiry; empty without a chain or where the smile does not reach 25 delta. */
    static Optional<Skew> find(Situation situation) {
        TradingCalendar calendar = situation.features().snapshot().calendar();
        return situation
                .chain()
                .flatMap(chain -> chain.expiries().stream()
                        .flatMap(expiry -> of(chain, expiry, calendar).stream())
                        .findFirst());
    }

    static Optional<Skew> of(OptionChain chain, LocalDate expiry, TradingCalendar calendar) {
        LocalDate today = chain.asOf().atZone(calendar.zone()).toLocalDate();
        int sessions = calendar.sessionsBetween(today, expiry, today);
        if (sessions < LEAST_SESSIONS) {
            return Optional.empty();
        }
        double running = calendar.isSession(today) ? 1 - calendar.varianceShareElapsed(today, chain.asOf()) : 0;
        double years = (sessions + running) / MarketHistory.SESSIONS_PER_YEAR;
        return new SmileSkew(chain.expiring(expiry), chain.spot(), years).skew();
    }

    private Optional<Skew> skew() {
        double forward = forward();
        List<OptionQuote> puts = outOfTheMoney(Right.PUT, forward);
        List<OptionQuote> calls = outOfTheMoney(Right.CALL, forward);
        OptionalDouble money = at(
                forward,
                Stream.concat(puts.stream(), calls.stream())
                        .map(quote -> new Point(quote.strike(), volatility(quote)))
                        .toList());
        OptionalDouble put = at(DELTA, deltas(puts, forward));
        OptionalDouble call = at(DELTA, deltas(calls, forward));
        if (money.isEmpty() || put.isEmpty() || call.isEmpty()) {
            return Optional.empty();
        }
        double putSkew = put.getAsDouble() / money.getAsDouble() - 1;
        double callSkew = call.getAsDouble() / money.getAsDouble() - 1;
        return Optional.of(Skew.of(
                bounded(putSkew),
                bounded(callSkew),
                bounded(putSkew - callSkew),
                SkewMethod.OPTION_CHAIN_25_DELTA,
                Source.formula("smile_25_delta_against_atm")));
    }

    private static double bounded(double skew) {
        return Math.max(-1, Math.min(1, skew));
    }

    private List<OptionQuote> outOfTheMoney(Right right, double forward) {
        return quotes.stream()
                .filter(quote -> quote.right() == right && quote.openInterest() > 0)
                .filter(quote -> quote.impliedVolatility().orElse(0) > 0)
                .filter(quote -> right == Right.PUT ? quote.strike() < forward : quote.strike() >= forward)
                .toList();
    }

    private static double volatility(OptionQuote quote) {
        return quote.impliedVolatility().orElseThrow();
    }

    private List<Point> deltas(List<OptionQuote> side, double forward) {
        return side.stream()
                .map(quote -> new Point(delta(quote, forward), volatility(quote)))
                .toList();
    }

    /** Absolute delta. */
    private double delta(OptionQuote quote, double forward) {
        double deviation = volatility(quote) * Math.sqrt(years);
        double d1 = Math.log(forward / quote.strike()) / deviation + deviation / 2;
        return NORMAL.cumulativeProbability(quote.right() == Right.CALL ? d1 : -d1);
    }

    /** Linear interpolation between the nearest points on either side; empty beyond the outermost ones. */
    private static OptionalDouble at(double position, List<Point> points) {
        Optional<Point> below = points.stream()
                .filter(point -> point.position() <= position)
                .max(Comparator.comparingDouble(Point::position));
        Optional<Point> above = points.stream()
                .filter(point -> point.position() >= position)
                .min(Comparator.comparingDouble(Point::position));
        if (below.isEmpty() || above.isEmpty()) {
            return OptionalDouble.empty();
        }
        double width = above.get().position() - below.get().position();
        double share = width > 0 ? (position - below.get().position()) / width : 0;
        return OptionalDouble.of(
                (1 - share) * below.get().volatility() + share * above.get().volatility());
    }

    /** Strike + call − put at the strike nearest spot where both have a price; spot where there is none. */
    private double forward() {
        return quotes.stream()
                .filter(quote -> quote.right() == Right.CALL && price(quote).isPresent())
                .sorted(Comparator.comparingDouble(quote -> Math.abs(quote.strike() - spot)))
                .flatMap(call -> parity(call).stream())
                .findFirst()
                .orElse(spot);
    }

    private Optional<Double> parity(OptionQuote call) {
        return quotes.stream()
                .filter(quote -> quote.right() == Right.PUT && quote.strike() == call.strike())
                .filter(put -> price(put).isPresent())
                .map(put ->
                        call.strike() + price(call).getAsDouble() - price(put).getAsDouble())
                .findFirst();
    }

    private static OptionalDouble price(OptionQuote quote) {
        return quote.bid().isPresent() && quote.ask().isPresent()
                ? OptionalDouble.of((quote.bid().getAsDouble() + quote.ask().getAsDouble()) / 2)
                : quote.lastPrice();
    }
}
