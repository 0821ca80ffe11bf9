package io.aegismatrix.data;

import io.aegismatrix.data.kit.MarketSourceContract;
import io.aegismatrix.data.source.MarketStores;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The store holds a market that goes on past the moments asked for: the future is there to be peeked at. */
class SqliteStoreContractTest extends MarketSourceContract {

    @TempDir
    Path folder;

    private MarketStore store = MarketStore.none();

    @BeforeEach
    void fills_the_store_with_a_market() {
        store = MarketStores.sqlite(folder.resolve("market.db"));
        store.save(MarketFetch.of(StoreFixtures.market(80, MarketFixtures.EVENING)));
    }

    @Override
    protected MarketSource source() {
        return store;
    }

    @Override
    protected Instant asOf() {
        return Instant.parse("2024-12-20T13:17:00+05:30");
    }
}
