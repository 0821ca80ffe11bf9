package io.aegismatrix.data;

/** The store of callers who keep nothing. */
enum NoStore implements MarketStore {
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
