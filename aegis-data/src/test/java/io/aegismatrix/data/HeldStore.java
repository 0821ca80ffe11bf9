package io.aegismatrix.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store for tests: answers with one snapshot, or knows nothing, and remembers what it was given. */
public final class HeldStore implements MarketStore {

    private final @Nullable MarketSnapshot held;
    private final List<MarketFetch> saved = new ArrayList<>();

    private HeldStore(@Nullable MarketSnapshot held) {
        this.held = held;
    }

    /** A store that knows nothing yet. */
    public static HeldStore empty() {
        return new HeldStore(null);
    }

    /** A store that knows a market. */
    public static HeldStore of(MarketSnapshot snapshot) {
        return new HeldStore(snapshot);
    }

    /** What was saved, one entry a run. */
    public List<MarketFetch> saved() {
        return saved;
    }

    @Override
    public void save(MarketFetch fetch) {
        saved.add(fetch);
    }

    @Override
    public MarketSnapshot snapshot(MarketRequest request) {
        return Optional.ofNullable(held)
                .orElseThrow(() -> new MarketDataException("the store holds nothing yet"))
                .cutAt(request.asOf());
    }
}
