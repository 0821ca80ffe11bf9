package io.aegismatrix.data;

/**
 * A place market data comes from. {@link MarketSources} has ours; implementing this one method plugs in any other, and
 * extending {@code MarketSourceContract} from the test-jar checks it.
 *
 * <p>Implementations must be safe to call from several threads and must not read the wall clock.
 */
@FunctionalInterface
public interface MarketSource {

    /**
     * The market as it was known at {@code request.asOf()}.
     *
     * @throws MarketDataException if the data cannot be had, is malformed or is refused; the message says where and why
     */
    MarketSnapshot snapshot(MarketRequest request);
}
