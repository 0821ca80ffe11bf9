package io.aegismatrix.engine;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.kit.RandomMarket;
import io.aegismatrix.features.kit.WeekdayCalendar;
import java.time.Instant;
import java.util.List;

/** Feature sets of invented markets. */
public final class TestMarkets {

    /** The last evening of the synthetic market. */
    public static final Instant EVENING = Instant.parse("2024-12-31T12:00:00Z");

    private TestMarkets() {}

    /** The first sessions of the synthetic market of seed 7, on the evening of 2024-12-31. */
    public static FeatureSet synthetic(int sessions) {
        return FeatureSet.of(MarketSources.synthetic(7L, sessions).snapshot(MarketRequest.nifty50(EVENING)));
    }

    /** A random market at the close of its last session. */
    public static FeatureSet of(RandomMarket market) {
        TradingCalendar calendar = new WeekdayCalendar();
        Instant close = calendar.close(market.daily().last().session());
        return FeatureSet.of(MarketSnapshot.at(close, Underlying.NIFTY50, calendar)
                .daily(market.daily())
                .volatilityIndex(market.volatilityIndex())
                .assessQuality(List.of(), List.of())
                .build());
    }
}
