package io.aegismatrix.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller wants to know, and as of when.
 *
 * @param underlying the index
 * @param asOf the moment of observation: nothing later may appear in the answer
 * @param from first session wanted, inclusive; empty for all there is
 * @param intradayFrom first session whose bars inside the session are wanted, inclusive; empty for those of all wanted
 *     sessions. Older ones may be left out, and what holds nothing else may be left unread
 * @param companions whether {@linkplain Companion companions} are wanted, where the source has them; otherwise they are left
 *     unread
 */
public record MarketRequest(
        Underlying underlying,
        Instant asOf,
        Optional<LocalDate> from,
        Optional<LocalDate> intradayFrom,
        boolean companions) {

    /** Validates that every component is present. */
    public MarketRequest {
        Objects.requireNonNull(underlying, "underlying");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(intradayFrom, "intradayFrom");
    }

    /** A request for all bars from a session on. */
    public MarketRequest(Underlying underlying, Instant asOf, Optional<LocalDate> from) {
        this(underlying, asOf, from, Optional.empty(), true);
    }

    /** The whole NIFTY 50 history known at {@code asOf}. */
    public static MarketRequest nifty50(Instant asOf) {
        return new MarketRequest(Underlying.NIFTY50, asOf, Optional.empty());
    }

    /** The same request for another first session. */
    public MarketRequest withFrom(LocalDate first) {
        return new MarketRequest(underlying, asOf, Optional.of(first), intradayFrom, companions);
    }

    /** The same request without the need of older bars inside sessions. */
    public MarketRequest withIntradayFrom(LocalDate first) {
        return new MarketRequest(underlying, asOf, from, Optional.of(first), companions);
    }

    /** The same request for the index alone. */
    public MarketRequest withoutCompanions() {
        return new MarketRequest(underlying, asOf, from, intradayFrom, false);
    }

    /** First session of which bars inside the session are wanted; empty for all there is. */
    public Optional<LocalDate> firstIntraday() {
        return intradayFrom
                .filter(first -> from.filter(first::isBefore).isEmpty())
                .or(() -> from);
    }
}
