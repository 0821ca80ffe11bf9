package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.features.kit.RandomMarket;
import io.aegismatrix.features.kit.WeekdayCalendar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CrossAssetFeaturesTest {

    private static final RandomMarket MARKET = RandomMarket.of(3, 200);
    private static final int LAST = 199;

    private static MarketSnapshot snapshot(CompanionSeries... companions) {
        WeekdayCalendar calendar = new WeekdayCalendar();
        MarketSnapshot.Builder builder = MarketSnapshot.at(
                        calendar.close(MARKET.daily().last().session()), Underlying.NIFTY50, calendar)
                .daily(MARKET.daily())
                .volatilityIndex(MARKET.volatilityIndex());
        for (CompanionSeries companion : companions) {
            builder.companion(companion);
        }
        return builder.assessQuality(List.of(), List.of()).build();
    }

    /** The bars of the market itself under another name, changed one by one. */
    private static CompanionSeries like(Companion companion, UnaryOperator<DailyBar> change) {
        return new CompanionSeries(
                companion,
                "test",
                BarSeries.of(
                        companion.name(),
                        MARKET.daily().bars().stream().map(change).toList()));
    }

    private static double[] column(MarketSnapshot snapshot, String name) {
        return CrossAssetFeatures.of(snapshot).stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow()
                .compute(MarketHistory.of(snapshot.daily(), snapshot.volatilityIndex()), snapshot.calendar());
    }

    private static double value(MarketSnapshot snapshot, String name, int row) {
        return column(snapshot, name)[row];
    }

    @Test
    void are_absent_without_companions() {
        assertThat(CrossAssetFeatures.of(snapshot())).isEmpty();
        assertThat(CrossAssetFeatures.of(snapshot(like(Companion.CBOE_VIX, bar -> bar))))
                .extracting(Feature::name)
                .containsExactly("cboe_vix_change_1");
    }

    @Test
    void a_sector_that_moves_with_the_market_has_its_beta_and_no_strength_of_its_own() {
        MarketSnapshot market = snapshot(like(Companion.BANKNIFTY, bar -> bar));

        assertThat(value(market, "beta_banknifty_60", LAST)).isCloseTo(1, within(1e-9));
        assertThat(value(market, "correlation_banknifty_60", LAST)).isCloseTo(1, within(1e-9));
        assertThat(value(market, "relative_strength_banknifty_20", LAST)).isCloseTo(0, within(1e-12));
        assertThat(value(market, "beta_banknifty_60", 59)).isNaN();
        assertThat(value(market, "beta_banknifty_60", 60)).isCloseTo(1, within(1e-9));
    }

    @Test
    void stand_behind_the_catalogue_and_train_like_any_feature_of_it() {
        MarketSnapshot market = snapshot(like(Companion.BANKNIFTY, bar -> bar));
        FeatureSet features = FeatureSet.of(
                market,
                FeatureCatalogue.daily().with(CrossAssetFeatures.of(market).toArray(Feature[]::new)));

        assertThat(features.daily().value(LAST, features.daily().schema().indexOf("beta_banknifty_60")))
                .isEqualTo(value(market, "beta_banknifty_60", LAST));
    }

    @Test
    void the_american_close_of_the_same_day_is_still_to_come_at_ours() {
        LocalDate today = MARKET.daily().last().session();
        MarketSnapshot known = snapshot(like(Companion.SP500, bar -> bar));
        MarketSnapshot crashed = snapshot(
                like(Companion.SP500, bar -> bar.session().equals(today) ? new DailyBar(today, 1, 1, 1, 1, 0) : bar));
        double before = MARKET.daily().bar(LAST - 2).close();

        assertThat(value(known, "us_return_1", LAST))
                .isCloseTo(Math.log(MARKET.daily().bar(LAST - 1).close() / before), within(1e-12));
        for (Feature feature : CrossAssetFeatures.of(known)) {
            assertThat(value(crashed, feature.name(), LAST))
                    .as(feature.name())
                    .isEqualTo(value(known, feature.name(), LAST));
        }
    }

    @Test
    void know_nothing_of_later_sessions() {
        MarketSnapshot whole = snapshot(like(Companion.SP500, bar -> bar), like(Companion.BANKNIFTY, bar -> bar));
        MarketSnapshot cut =
                whole.cutAt(new WeekdayCalendar().close(MARKET.daily().bar(150).session()));
        for (Feature feature : CrossAssetFeatures.of(whole)) {
            assertThat(column(cut, feature.name()))
                    .as(feature.name())
                    .isEqualTo(Arrays.copyOf(column(whole, feature.name()), 151));
        }
    }

    @Test
    void a_close_of_long_ago_is_a_hole_and_no_close() {
        LocalDate stopped = MARKET.daily().bar(100).session();
        CompanionSeries series = like(Companion.SP500, bar -> bar);
        MarketSnapshot market = snapshot(
                new CompanionSeries(Companion.SP500, "test", series.bars().until(stopped)));

        assertThat(value(market, "us_return_1", 101)).isFinite();
        assertThat(value(market, "us_return_1", 120)).isNaN();
    }
}
