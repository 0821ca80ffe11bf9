package io.aegismatrix.data;

import java.time.Instant;
import java.util.Objects;

/**
 * A live price.
 *
 * @param at when the price was valid
 * @param price points
 */
public record Quote(Instant at, double price) {

    /** Validates that the price is finite and positive. */
    public Quote {
        Objects.requireNonNull(at, "at");
        Prices.requirePrice(price, "price", at);
    }
}
