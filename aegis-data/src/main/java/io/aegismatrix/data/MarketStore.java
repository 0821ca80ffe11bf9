package io.aegismatrix.data;

import java.util.List;

/**
 * A place that keeps everything the network sources fetched, and answers from it like any other source. Implementations
 * must be safe to use from several threads and processes.
 */
public interface MarketStore extends MarketSource {

    /**
     * Keeps what one run fetched, all of it or nothing. Saving the same again changes nothing. A bar whose prices
     * differ from the kept ones replaces them and leaves a record of both, unless the kept one is {@linkplain
     * MarketFetch#EXCHANGE the exchange's own} and the other is not: then that one is recorded and the kept one stays; of two live prices or chains of one moment
     * the one seen last counts.
     *
     * @param fetch what was fetched and tried; may hold attempts only
     * @throws MarketDataException if it cannot be written
     */
    void save(MarketFetch fetch);

    /**
     * Keeps what several runs fetched, in order; a store that can keeps all of it or nothing.
     *
     * @throws MarketDataException if it cannot be written
     */
    default void saveAll(List<MarketFetch> fetches) {
        fetches.forEach(this::save);
    }

    /**
     * The daily bars held of an instrument that are the exchange's own, as a snapshot for the same request would have them;
     * empty where there are none.
     */
    default BarSeries officialDaily(String instrument, MarketRequest request) {
        return BarSeries.of(instrument, List.of());
    }

    /** A store that keeps nothing and knows nothing, for callers that want the network alone. */
    static MarketStore none() {
        return NoStore.INSTANCE;
    }
}
