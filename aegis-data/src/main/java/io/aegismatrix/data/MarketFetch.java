package io.aegismatrix.data;

import io.aegismatrix.data.DataQuality.SourceStamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one run brought home: the pieces that could be read, and every request it took.
 *
 * @param fetchedAt moment of observation of the run
 * @param pieces what was read, in the order fetched; the same field may come from two sources
 * @param attempts every request made, in order, those that failed too
 * @param misses what was asked for and did not come
 */
public record MarketFetch(Instant fetchedAt, List<Piece> pieces, List<FetchAttempt> attempts, List<Miss> misses) {

    /** The source of what the exchange itself publishes in files: no other source's bar replaces such a one in a store. */
    public static final String EXCHANGE = "exchange";

    /** Validates that the parts are present and copies the lists. */
    public MarketFetch {
        Objects.requireNonNull(fetchedAt, "fetchedAt");
        pieces = List.copyOf(pieces);
        attempts = List.copyOf(attempts);
        misses = List.copyOf(misses);
    }

    /** What a run brought home that lacks nothing. */
    public MarketFetch(Instant fetchedAt, List<Piece> pieces, List<FetchAttempt> attempts) {
        this(fetchedAt, pieces, attempts, List.of());
    }

    /**
     * Something that a source was asked for and could not give.
     *
     * @param source the source
     * @param instrument the instrument
     * @param kind as {@link SourceStamp#kind()}
     * @param outcome how the last request for it ended
     * @param detail what happened, for people
     */
    public record Miss(String source, String instrument, String kind, FetchAttempt.Outcome outcome, String detail) {

        /** Validates that all are present. */
        public Miss {
            requireText(source);
            Objects.requireNonNull(instrument, "instrument");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * Everything a snapshot holds, as fetched at its moment: the way from any source into a store. A part whose source
     * the snapshot does not name is marked {@code unnamed}; a live price taken from the last intraday bar is left out.
     *
     * @throws MarketDataException if the snapshot is synthetic: invented prices are never kept among real ones
     */
    public static MarketFetch of(MarketSnapshot snapshot) {
        if (snapshot.synthetic()) {
            throw new MarketDataException(snapshot.underlying().name()
                    + ": the prices are synthetic, and a store keeps real ones only; nothing was stored");
        }
        String index = snapshot.underlying().name();
        String volatility = snapshot.underlying().volatilityIndex();
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Daily(source(snapshot, index, SourceStamp.DAILY), snapshot.daily()));
        pieces.add(new Daily(source(snapshot, volatility, SourceStamp.DAILY), snapshot.volatilityIndex()));
        for (Companion companion : Companion.values()) {
            snapshot.companion(companion).ifPresent(series -> pieces.add(new Daily(series.source(), series.bars())));
        }
        snapshot.intraday()
                .ifPresent(bars -> pieces.add(new Intraday(source(snapshot, index, SourceStamp.INTRADAY), bars)));
        snapshot.quote()
                .filter(quote -> !isFromIntraday(quote, snapshot))
                .ifPresent(quote -> pieces.add(new Price(source(snapshot, index, SourceStamp.QUOTE), index, quote)));
        snapshot.volatilityQuote()
                .ifPresent(quote ->
                        pieces.add(new Price(source(snapshot, volatility, SourceStamp.QUOTE), volatility, quote)));
        snapshot.optionChain()
                .ifPresent(chain ->
                        pieces.add(new Chain(source(snapshot, index, SourceStamp.OPTION_CHAIN), index, chain)));
        return new MarketFetch(snapshot.asOf(), pieces, List.of());
    }

    /** Such a price says nothing that its bar does not say. */
    private static boolean isFromIntraday(Quote quote, MarketSnapshot snapshot) {
        return snapshot.intraday()
                .map(series -> {
                    IntradayBar last = series.bars().get(series.bars().size() - 1);
                    return quote.equals(new Quote(last.start().plus(series.interval()), last.close()));
                })
                .orElse(false);
    }

    private static String source(MarketSnapshot snapshot, String instrument, String kind) {
        return snapshot.quality().sources().stream()
                .filter(stamp ->
                        stamp.instrument().equals(instrument) && stamp.kind().equals(kind))
                .map(SourceStamp::name)
                .findFirst()
                .orElse("unnamed");
    }

    /** Something read from one source. */
    public sealed interface Piece permits Daily, Intraday, Price, Chain {

        /** The source it came from, such as {@code yahoo}. */
        String source();
    }

    /**
     * Completed daily bars of one instrument; a partial bar of the running session is never among them.
     *
     * @param source the source
     * @param bars the bars; {@link BarSeries#instrument()} names the instrument
     */
    public record Daily(String source, BarSeries bars) implements Piece {

        /** Validates that both are present. */
        public Daily {
            requireText(source);
            Objects.requireNonNull(bars, "bars");
        }
    }

    /**
     * Complete bars inside sessions of one instrument and one interval.
     *
     * @param source the source
     * @param bars the bars; {@link IntradaySeries#instrument()} names the instrument
     */
    public record Intraday(String source, IntradaySeries bars) implements Piece {

        /** Validates that both are present. */
        public Intraday {
            requireText(source);
            Objects.requireNonNull(bars, "bars");
        }
    }

    /**
     * A live price.
     *
     * @param source the source
     * @param instrument the instrument, such as {@code NIFTY50} or {@code INDIAVIX}
     * @param quote the price and its moment
     */
    public record Price(String source, String instrument, Quote quote) implements Piece {

        /** Validates that all are present. */
        public Price {
            requireText(source);
            Objects.requireNonNull(instrument, "instrument");
            Objects.requireNonNull(quote, "quote");
        }
    }

    /**
     * An option chain.
     *
     * @param source the source
     * @param instrument the underlying's name in this library, such as {@code NIFTY50}
     * @param chain the chain, whose own {@link OptionChain#underlying()} is the source's symbol
     */
    public record Chain(String source, String instrument, OptionChain chain) implements Piece {

        /** Validates that all are present. */
        public Chain {
            requireText(source);
            Objects.requireNonNull(instrument, "instrument");
            Objects.requireNonNull(chain, "chain");
        }
    }

    private static void requireText(String source) {
        if (Objects.requireNonNull(source, "source").isBlank()) {
            throw new IllegalArgumentException("source must not be blank");
        }
    }
}
