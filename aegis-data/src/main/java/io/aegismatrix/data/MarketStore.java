package io.aegismatrix.data;

import io.aegismatrix.data.internal.NoStore;

/**
 * A place that keeps everything the network sources fetched, and answers from it like any other source. Implementations
 * must be safe to use from several threads and processes.
 */
public interface MarketStore extends MarketSource {

    /**
     * Keeps what one run fetched, all of it or nothing. Saving the same again changes nothing. A bar whose prices
     * differ from the kept ones replaces them and leaves a record of both; of two live prices or chains of one moment
     * the one seen last counts.
     *
     * @param fetch what was fetched and tried; may hold attempts only
     * @throws MarketDataException if it cannot be written
     */
    void save(MarketFetch fetch);

    /** A store that keeps nothing and knows nothing, for callers that want the network alone. */
    static MarketStore none() {
        return NoStore.INSTANCE;
    }
}
