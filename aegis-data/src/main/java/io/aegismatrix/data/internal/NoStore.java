package io.aegismatrix.data.internal;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketStore;

/** The store of callers who keep nothing. */
public enum NoStore implements MarketStore {
    /** The only one. */
    INSTANCE;

    @Override
    public void save(MarketFetch fetch) {
        // Keeping nothing is the point.
    }

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        throw new MarketDataException(
                "no store: nothing is kept of " + request.underlying().name());
    }
}
