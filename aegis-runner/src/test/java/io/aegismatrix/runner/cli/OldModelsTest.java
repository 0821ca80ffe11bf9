package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.seller.SellerEngine;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped engines at any age: whatever a forecast looks back on, the features made for it answer as those of the whole
 * history do.
 */
class OldModelsTest {

    private static final LocalTime EVENING = LocalTime.of(12, 0);
    private static final LocalTime NOON = LocalTime.of(6, 30);

    /** Sessions the direction engine needs the volatility index on. */
    private static final int NEWEST = 80;

    private static final List<Engine<?>> ENGINES = shipped();
    private static final LocalDate TRAINED = ENGINES.get(0).manifest().trainedThrough();
    private static final MarketSource MARKET = MarketSources.synthetic(7);

    private static List<Engine<?>> shipped() {
        ModelStore models = ModelStore.directory(Path.of("..", "models"));
        return List.of(DirectionEngine.load(models), SellerEngine.load(models), BuyerEngine.load(models));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 365, 385, 1_500})
    void say_the_same_of_the_features_made_for_a_forecast_as_of_all_features(int age) {
        requireEqual(MARKET, TRAINED.plusDays(age));
    }

    static IntStream ages() {
        return IntStream.rangeClosed(0, 250).map(i -> 6 * i);
    }

    @ParameterizedTest
    @MethodSource("ages")
    @Tag("slow")
    void say_the_same_at_every_age(int age) {
        requireEqual(MARKET, TRAINED.plusDays(age));
    }

    @Test
    @Tag("slow")
    void say_the_same_on_other_invented_markets_whose_volatility_index_has_holes() {
        for (int seed = 20; seed < 32; seed++) {
            MarketSource market = withHoles(MarketSources.synthetic(seed, 900 + 100 * (seed % 7)), seed);
            requireEqual(market, TRAINED.plusDays(125L * (seed - 20)));
        }
    }

    private static void requireEqual(MarketSource source, LocalDate day) {
        for (LocalTime time : List.of(NOON, EVENING)) {
            requireEqual(source.snapshot(MarketRequest.nifty50(day.atTime(time).toInstant(ZoneOffset.UTC))));
        }
    }

    private static void requireEqual(MarketSnapshot market) {
        FeatureSet all = FeatureSet.of(market);
        for (Engine<?> engine : ENGINES) {
            assertThat(engine.evaluate(FeatureSet.forForecast(market)))
                    .as("%s as of %s", engine.engine().id(), market.asOf())
                    .isEqualTo(engine.evaluate(all));
        }
    }

    /** Without the volatility index on every fourth session but the newest. */
    private static MarketSource withHoles(MarketSource whole, int seed) {
        return request -> {
            MarketSnapshot market = whole.snapshot(request);
            BarSeries index = market.volatilityIndex();
            List<DailyBar> kept = IntStream.range(0, index.size())
                    .filter(i -> (i + seed) % 4 != 0 || i >= index.size() - NEWEST)
                    .mapToObj(index::bar)
                    .toList();
            MarketSnapshot.Builder builder = MarketSnapshot.at(market.asOf(), market.underlying(), market.calendar())
                    .synthetic(true)
                    .daily(market.daily())
                    .volatilityIndex(BarSeries.of(index.instrument(), kept))
                    .quality(market.quality());
            market.intraday().ifPresent(builder::intraday);
            return builder.build();
        };
    }
}
