package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the option chain says, by expiry.
 *
 * @param asOf moment of the chain
 * @param expiries nearest first, at least one
 * @param forwardVolatility between each expiry that has a volatility and the next; none with fewer than two, and in files
 *     of before it was looked at
 * @param eventMoves known events up to the last of these expiries, the next first
 */
public record OptionChainBlock(
        Instant asOf,
        List<ChainExpiry> expiries,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ForwardVolatility> forwardVolatility,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EventMove> eventMoves) {

    /** Validates and copies. */
    public OptionChainBlock {
        Checks.present(asOf, "asOf");
        expiries = Checks.some(expiries, "expiries");
        forwardVolatility = List.copyOf(Objects.requireNonNullElse(forwardVolatility, List.of()));
        eventMoves = List.copyOf(Objects.requireNonNullElse(eventMoves, List.of()));
    }
}
