package io.aegismatrix.data.internal;

import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.OptionChain;
import java.util.ArrayList;
import java.util.List;

/** Chains on their way into a store, some dozens a save: each save waits for the disk, and years of chains do not fit at once. */
final class ChainBatch {

    private static final int SIZE = 32;

    private final MarketStore store;
    private final String instrument;
    private final List<MarketFetch> waiting = new ArrayList<>();

    ChainBatch(MarketStore store, String instrument) {
        this.store = store;
        this.instrument = instrument;
    }

    /** Takes a chain, to be seen from the moment it could be known. */
    void add(String source, OptionChain chain) {
        waiting.add(
                new MarketFetch(chain.knownAt(), List.of(new MarketFetch.Chain(source, instrument, chain)), List.of()));
        if (waiting.size() >= SIZE) {
            save();
        }
    }

    /** Saves what is still waiting. */
    void save() {
        store.saveAll(waiting);
        waiting.clear();
    }
}
