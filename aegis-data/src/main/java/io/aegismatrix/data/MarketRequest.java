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
 */
public record MarketRequest(Underlying underlying, Instant asOf, Optional<LocalDate> from) {

    /** Validates that every component is present. */
    public MarketRequest {
        Objects.requireNonNull(underlying, "underlying");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(from, "from");
    }

    /** The whole NIFTY 50 history known at {@code asOf}. */
    public static MarketRequest nifty50(Instant asOf) {
        return new MarketRequest(Underlying.NIFTY50, asOf, Optional.empty());
    }

    /** The same request for another first session. */
    public MarketRequest withFrom(LocalDate first) {
        return new MarketRequest(underlying, asOf, Optional.of(first));
    }
}
