package io.aegismatrix.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * One snapshot of an option chain.
 *
 * @param underlying name of the index
 * @param asOf moment of the snapshot
 * @param spot the index at that moment, points
 * @param quotes one entry an option; a missing leg is a missing entry
 * @param knownAt when it could be known, at {@code asOf} or later: the exchange publishes a session's closing chain in the
 *     evening
 */
public record OptionChain(String underlying, Instant asOf, double spot, List<OptionQuote> quotes, Instant knownAt) {

    /** Fewest whole sessions an expiry must have left for its smile to tell a skew: a dying smile is all wings. */
    public static final int LEAST_SMILE_SESSIONS = 5;

    /** Vendors show hundreds of percent for an option without value on its last day. */
    private static final double HIGHEST_VOLATILITY = 1_000;

    /** A strike this many times the index, or this part of it, is of another index or in another unit. */
    private static final double FARTHEST_STRIKE = 1_000;

    /** Call or put. */
    public enum Right {
        CALL,
        PUT
    }

    /**
     * One option of the chain.
     *
     * @param expiry last trading day
     * @param strike points
     * @param right call or put
     * @param openInterest contracts, at least 0
     * @param volume contracts traded today, at least 0
     * @param impliedVolatility the source's own figure as a decimal (0.15 = 15 %); empty where it shows none
     * @param lastPrice points; empty if it has not traded
     * @param bid points; empty without one
     * @param ask points; empty without one
     */
    public record OptionQuote(
            LocalDate expiry,
            double strike,
            Right right,
            double openInterest,
            double volume,
            OptionalDouble impliedVolatility,
            OptionalDouble lastPrice,
            OptionalDouble bid,
            OptionalDouble ask) {

        /** Validates the strike and the counts. */
        public OptionQuote {
            Objects.requireNonNull(expiry, "expiry");
            Objects.requireNonNull(right, "right");
            Prices.requirePrice(strike, "strike", expiry);
            String option = right + " " + strike + " expiring " + expiry;
            Prices.requireCount(openInterest, "open interest", option);
            Prices.requireCount(volume, "volume", option);
            lastPrice.ifPresent(price -> Prices.requirePremium(price, "last price", option));
            bid.ifPresent(price -> Prices.requirePremium(price, "bid", option));
            ask.ifPresent(price -> Prices.requirePremium(price, "ask", option));
            if (impliedVolatility.isPresent()
                    && !(impliedVolatility.getAsDouble() > 0
                            && impliedVolatility.getAsDouble() <= HIGHEST_VOLATILITY)) {
                throw new IllegalArgumentException("implied volatility must be above 0 and at most "
                        + HIGHEST_VOLATILITY + ", was " + impliedVolatility.getAsDouble() + " for " + option);
            }
        }
    }

    /** A chain that was known at its own moment. */
    public OptionChain(String underlying, Instant asOf, double spot, List<OptionQuote> quotes) {
        this(underlying, asOf, spot, quotes, asOf);
    }

    /** Validates the moments, the spot and the strikes beside it, and copies the quotes. */
    public OptionChain {
        Objects.requireNonNull(underlying, "underlying");
        Objects.requireNonNull(asOf, "asOf");
        if (Objects.requireNonNull(knownAt, "knownAt").isBefore(asOf)) {
            throw new IllegalArgumentException(
                    "a chain cannot be known before its moment, was " + knownAt + " for " + asOf);
        }
        Prices.requirePrice(spot, "spot", asOf);
        quotes = List.copyOf(quotes);
        for (OptionQuote quote : quotes) {
            if (quote.strike() > FARTHEST_STRIKE * spot || quote.strike() < spot / FARTHEST_STRIKE) {
                throw new IllegalArgumentException("strikes must be within a factor of " + FARTHEST_STRIKE
                        + " of the spot, was " + quote.strike() + " beside " + spot + " at " + asOf);
            }
        }
    }

    /**
     * This chain with the expiries of another snapshot of the same index: as of the newer moment, at its spot, so that
     * nothing in it is later than it says, and known once both were.
     *
     * @throws IllegalArgumentException if the other is of another index or has an expiry that this one has
     */
    public OptionChain withExpiriesOf(OptionChain other) {
        if (!underlying.equals(other.underlying)) {
            throw new IllegalArgumentException(
                    "the chains must be of one index, were of " + underlying + " and " + other.underlying);
        }
        if (!Collections.disjoint(expiries(), other.expiries())) {
            throw new IllegalArgumentException(
                    "the chains must have no expiry in common, had " + expiries() + " and " + other.expiries());
        }
        List<OptionQuote> all = new ArrayList<>(quotes);
        all.addAll(other.quotes);
        OptionChain newer = other.asOf.isAfter(asOf) ? other : this;
        Instant known = other.knownAt.isAfter(knownAt) ? other.knownAt : knownAt;
        return new OptionChain(underlying, newer.asOf, newer.spot, all, known);
    }

    /** The expiries that have at least one quote, ascending. */
    public List<LocalDate> expiries() {
        TreeSet<LocalDate> days = new TreeSet<>();
        quotes.forEach(quote -> days.add(quote.expiry()));
        return List.copyOf(days);
    }

    /** The quotes of one expiry, in the order given. */
    public List<OptionQuote> expiring(LocalDate expiry) {
        return quotes.stream().filter(quote -> quote.expiry().equals(expiry)).toList();
    }
}
