package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** Small chains for tests. */
final class Chains {

    static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    /** The close of a Friday. */
    static final Instant FRIDAY = Instant.parse("2024-06-28T10:00:00Z");
    /** Four sessions later. */
    static final LocalDate WEEKLY = LocalDate.of(2024, 7, 4);

    static final LocalDate MONTHLY = LocalDate.of(2024, 7, 25);
    static final double SPOT = 24_000;

    private Chains() {}

    /** An option with open interest 100 that is bid and asked half a tick away from a price. */
    static OptionQuote priced(LocalDate expiry, double strike, Right right, double price) {
        return quote(expiry, strike, right, 100, 10, price, price - 0.025, price + 0.025);
    }

    /** Any option; a price of 0 is no price. */
    static OptionQuote quote(
            LocalDate expiry,
            double strike,
            Right right,
            double openInterest,
            double volume,
            double last,
            double bid,
            double ask) {
        return new OptionQuote(
                expiry,
                strike,
                right,
                openInterest,
                volume,
                OptionalDouble.empty(),
                positive(last),
                positive(bid),
                positive(ask));
    }

    /** An option that nobody quotes, with open interest only. */
    static OptionQuote open(LocalDate expiry, double strike, Right right, double openInterest) {
        return quote(expiry, strike, right, openInterest, 0, 0, 0, 0);
    }

    private static OptionalDouble positive(double price) {
        return price > 0 ? OptionalDouble.of(price) : OptionalDouble.empty();
    }

    static OptionChain chain(OptionQuote... quotes) {
        return chain(FRIDAY, List.of(quotes));
    }

    static OptionChain chain(Instant asOf, List<OptionQuote> quotes) {
        return new OptionChain("NIFTY", asOf, SPOT, quotes);
    }

    /** Both legs of the strikes around spot, 100 points apart, priced by Black (1976) on a smile. */
    static List<OptionQuote> smile(
            LocalDate expiry, int sessions, double forward, int strikes, DoubleUnaryOperator volatility) {
        BlackModel model = new BlackModel(forward, (double) sessions / TradingCalendar.SESSIONS_PER_YEAR);
        List<OptionQuote> quotes = new ArrayList<>();
        for (int i = -strikes; i <= strikes; i++) {
            double strike = SPOT + 100 * i;
            for (Right right : Right.values()) {
                double price = model.price(strike, right, volatility.applyAsDouble(strike));
                if (price > 0.1) {
                    quotes.add(priced(expiry, strike, right, price));
                }
            }
        }
        return quotes;
    }

    static ExpiryAnalytics analytics(OptionChain chain, LocalDate expiry) {
        return ChainAnalytics.of(chain, CALENDAR).find(expiry).orElseThrow();
    }
}
