package io.aegismatrix.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** Markets and runs to be kept in a store. */
public final class StoreFixtures {

    private StoreFixtures() {}

    /** A synthetic market that claims to be real, as a store must be told before it keeps it. */
    public static MarketSnapshot market(int sessions, Instant asOf) {
        MarketSnapshot invented = MarketFixtures.snapshot(sessions, asOf);
        return MarketSnapshot.at(asOf, invented.underlying(), invented.calendar())
                .daily(invented.daily())
                .volatilityIndex(invented.volatilityIndex())
                .intraday(invented.intraday().orElse(null))
                .quote(invented.quote().orElse(null))
                .quality(invented.quality())
                .build();
    }

    /** A run that only brought daily bars of the NIFTY 50. */
    public static MarketFetch daily(Instant at, DailyBar... bars) {
        return daily(at, "yahoo", bars);
    }

    /** A run that only brought daily bars of the NIFTY 50 from the given source. */
    public static MarketFetch daily(Instant at, String source, DailyBar... bars) {
        return pieces(at, new MarketFetch.Daily(source, BarSeries.of("NIFTY50", List.of(bars))));
    }

    /** A run that brought the given pieces and made no request. */
    public static MarketFetch pieces(Instant at, MarketFetch.Piece... pieces) {
        return new MarketFetch(at, List.of(pieces), List.of());
    }

    /** A request that went well. */
    public static FetchAttempt attempt(Instant at, String address) {
        return new FetchAttempt(
                at, "yahoo", address, FetchAttempt.Outcome.OK, OptionalInt.of(200), Duration.ofMillis(120), 4096, "");
    }
}
