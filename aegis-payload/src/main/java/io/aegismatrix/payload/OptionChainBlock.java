package io.aegismatrix.payload;

import java.time.Instant;
import java.util.List;

/**
 * What the option chain says, by expiry.
 *
 * @param asOf moment of the chain
 * @param expiries nearest first, at least one
 */
public record OptionChainBlock(Instant asOf, List<ChainExpiry> expiries) {

    /** Validates and copies. */
    public OptionChainBlock {
        Checks.present(asOf, "asOf");
        expiries = Checks.some(expiries, "expiries");
    }
}
