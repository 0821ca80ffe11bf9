package io.aegismatrix.data;

import io.aegismatrix.data.kit.MarketSourceContract;
import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;

/** The hosts hold a market that goes on past the moments asked for: the future is there to be peeked at. */
class LiveMarketSourceContractTest extends MarketSourceContract {

    private final FakeHosts hosts = FakeHosts.wellBehaved();

    @Override
    protected MarketSource source() {
        return MarketSources.auto(
                hosts, LiveFixtures.settings(FakeHosts.YAHOO, FakeHosts.NSE), LiveFixtures.clock(), MarketStore.none());
    }

    @Override
    protected Instant asOf() {
        return LiveFixtures.NOON;
    }

    @Override
    protected MarketRequest request(Instant moment) {
        return new MarketRequest(
                Underlying.NIFTY50, moment, LiveFixtures.request().from());
    }
}
