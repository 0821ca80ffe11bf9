package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.MarketBlock;
import io.aegismatrix.payload.MarketRegime;
import io.aegismatrix.runner.publish.MarketBlocks;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketBlocksTest {

    private static final MarketSnapshot MARKET =
            MarketSources.synthetic(11, 620).snapshot(MarketRequest.nifty50(CommandLineRun.NOW));

    @ParameterizedTest
    @CsvSource({
        "0.20, 0.010, 0.03, LOW_VOL_BULL",
        "0.20, -0.010, 0.03, SIDEWAYS_CHOP",
        "0.20, -0.040, 0.03, TREND_FOLLOWING",
        "0.80, -0.010, 0.03, HIGH_VOL_BEAR",
        "0.80, 0.010, 0.03, SIDEWAYS_CHOP",
        "0.80, 0.040, 0.03, TREND_FOLLOWING",
        "0.50, 0.029, 0.03, SIDEWAYS_CHOP",
        "0.50, 0.030, 0.03, TREND_FOLLOWING"
    })
    void every_regime_can_be_reached(double percentile, double trend, double walk, MarketRegime.Label regime) {
        assertThat(MarketBlocks.regime(percentile, trend, walk)).isEqualTo(regime);
    }

    @Test
    void compares_the_close_with_the_one_before_once_the_market_is_shut() {
        BarSeries daily = MARKET.daily();
        double last = daily.last().close();
        double before = daily.bar(daily.size() - 2).close();
        FeatureSet features = FeatureSet.of(MARKET);

        MarketBlock block = MarketBlocks.of(
                features,
                Optional.of(CombinedVolatility.alone(VolatilityForecast.fit(features, features.decisionRow()))),
                "unused");

        assertThat(block.spot()).isCloseTo(last, within(0.006));
        assertThat(block.spotChange()).isCloseTo(last - before, within(0.006));
        assertThat(block.spotChangeFraction()).isCloseTo(last / before - 1, within(1e-6));
        assertThat(block.vix()).hasValue(MARKET.volatilityIndex().last().close());
        double weekly = block.forecastVolatility().get().h5() * Math.sqrt(5 / 252.0);
        assertThat(block.expectedMove().get().fraction()).isCloseTo(weekly, within(2e-6));
        assertThat(block.expectedMove().get().points()).isCloseTo(weekly * last, within(0.05));
        assertThat(block.expectedMoveVix().get().fraction())
                .isCloseTo(block.vix().orElseThrow() / 100 * Math.sqrt(5 / 252.0), within(1e-6));
    }

    @Test
    void a_missing_volatility_index_is_missing_and_the_last_known_one_is_shown_with_its_day() {
        LocalDate session = MARKET.lastSession();
        BarSeries shorter = BarSeries.of(
                MARKET.volatilityIndex().instrument(),
                List.copyOf(MARKET.volatilityIndex()
                        .bars()
                        .subList(0, MARKET.volatilityIndex().size() - 1)));
        MarketSnapshot without = MarketSnapshot.at(MARKET.asOf(), MARKET.underlying(), MARKET.calendar())
                .daily(MARKET.daily())
                .volatilityIndex(shorter)
                .assessQuality(List.of(), List.of())
                .build();
        FeatureSet features = FeatureSet.of(without);

        MarketBlock block = MarketBlocks.of(
                features,
                Optional.of(CombinedVolatility.alone(VolatilityForecast.fit(features, features.decisionRow()))),
                "unused");

        assertThat(block.vix()).hasValueCloseTo(shorter.last().close(), within(0.01));
        assertThat(block.vixReason())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("of " + shorter.last().session())
                        .contains("INDIAVIX", session.toString()));
        assertThat(block.regime().find()).isEmpty();
        assertThat(block.forecastVolatility().find()).isEmpty();
        assertThat(block.expectedMoveVix().find()).isPresent();
        assertThat(block.spot()).isPositive();
    }
}
