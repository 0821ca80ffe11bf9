package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.kit.EngineContract;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.BreakoutLevels;
import io.aegismatrix.payload.BreakoutToday;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.GammaWindow;
import io.aegismatrix.payload.ThetaEdge;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuyerEngineTest extends EngineContract<BuyerOutlook> {

    @Override
    protected ModelBundle bundle() {
        return BuyerFixture.bundle();
    }

    @Override
    protected Engine<BuyerOutlook> open(ModelBundle bundle) {
        return BuyerEngine.of(bundle);
    }

    @Override
    protected MarketSnapshot market(Instant asOf) {
        return BuyerFixture.snapshot(BuyerFixture.EVENING).cutAt(asOf);
    }

    @Override
    protected Instant asOf() {
        return BuyerFixture.EVENING;
    }

    private static BuyerOutlook evening() {
        return BuyerFixture.engine().evaluate(BuyerFixture.features(BuyerFixture.EVENING));
    }

    @Test
    void says_something_known_about_every_block() {
        BuyerOutlook outlook = evening();

        assertThat(outlook.breakoutToday().get().score()).isBetween(0.0, 1.0);
        assertThat(outlook.breakoutNext())
                .hasSize(5)
                .allMatch(day -> day.odds().find().isPresent());
        assertThat(outlook.breakoutLevels().find()).isPresent();
        assertThat(outlook.gammaWindows().get()).hasSize(13);
        assertThat(outlook.regime().find()).isPresent();
        assertThat(outlook.buyerEnvironment().get().reasons()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(outlook.spikeRate().get().n()).isEqualTo(SpikeBlock.WINDOW);
    }

    @Test
    void gives_the_next_session_the_same_odds_as_the_first_coming_day_while_the_market_is_closed() {
        BuyerOutlook outlook = evening();

        assertThat(outlook.breakoutToday().get().score())
                .isEqualTo(outlook.breakoutNext().get(0).odds().get().score());
        assertThat(outlook.breakoutToday().get().contributions()).hasSize(5);
    }

    @Test
    void gives_each_coming_session_its_own_odds() {
        assertThat(evening().breakoutNext().stream()
                        .map(day -> day.odds().get().score())
                        .distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void spreads_the_day_over_windows_that_add_up_and_measures_them_against_the_busiest() {
        List<GammaWindow> windows = evening().gammaWindows().get();

        assertThat(windows.stream().mapToDouble(GammaWindow::varianceShare).sum())
                .isCloseTo(1, within(1e-4));
        assertThat(windows.stream().mapToDouble(GammaWindow::score).max()).hasValue(1);
        assertThat(windows.get(0).window()).isEqualTo("09:15-09:45");
    }

    @Test
    void finds_the_busy_ends_of_the_day() {
        List<GammaWindow> windows = evening().gammaWindows().get();
        double middle = windows.subList(3, 10).stream()
                .mapToDouble(GammaWindow::score)
                .average()
                .orElseThrow();

        assertThat(windows.get(0).score()).isEqualTo(1);
        assertThat(middle).isLessThan(0.5);
        assertThat(windows.get(11).window()).isEqualTo("14:45-15:15");
        assertThat(windows.get(11).score()).isGreaterThan(1.2 * middle);
    }

    @Test
    void keeps_levels_around_the_close_and_inside_the_odds_of_touching() {
        FeatureSet features = BuyerFixture.features(BuyerFixture.EVENING);
        BreakoutLevels levels =
                BuyerFixture.engine().evaluate(features).breakoutLevels().get();
        double close = features.history().close(features.decisionRow());

        assertThat((levels.upper() + levels.lower()) / 2).isCloseTo(close, within(0.01));
        assertThat(levels.distanceSigma()).isPositive();
        assertThat(levels.touchProbability()).isBetween(0.001, 0.9);
        assertThat(levels.donchianUpper()).isGreaterThanOrEqualTo(levels.donchianLower());
    }

    @Test
    void puts_win_odds_and_tails_of_a_straddle_in_order() {
        FeatureSet features = BuyerFixture.features(BuyerFixture.EVENING);
        for (int horizon : BuyerEngine.STRADDLES) {
            ThetaEdge theta = BuyerFixture.engine().straddle(features, horizon).get();

            assertThat(theta.winProbability()).isBetween(0.05, 0.95);
            assertThat(theta.p05()).isBetween(-1.0, -0.7);
            assertThat(theta.p95()).isGreaterThan(0.3);
            assertThat(theta.expectedEdge()).isBetween(theta.p05(), theta.p95());
            assertThat(theta.method()).isEqualTo("vix_straddle_" + horizon);
        }
    }

    @Test
    void refuses_a_straddle_over_an_unknown_horizon() {
        FeatureSet features = BuyerFixture.features(BuyerFixture.EVENING);

        assertThatThrownBy(() -> BuyerFixture.engine().straddle(features, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 5], was 3");
    }

    @Test
    void sees_the_same_on_a_day_whether_or_not_later_days_exist() {
        Instant earlier = Instant.parse("2024-11-14T12:00:00Z");
        MarketSnapshot later = BuyerFixture.snapshot(BuyerFixture.EVENING);
        LocalDate cut = LocalDate.parse("2024-11-14");
        MarketSnapshot cutBack = MarketSnapshot.at(earlier, later.underlying(), later.calendar())
                .daily(later.daily().until(cut))
                .volatilityIndex(later.volatilityIndex().until(cut))
                .intraday(BuyerFixture.snapshot(earlier).intraday().orElse(null))
                .quality(later.quality())
                .synthetic(true)
                .build();

        assertThat(BuyerFixture.engine().evaluate(FeatureSet.of(cutBack)))
                .isEqualTo(BuyerFixture.engine().evaluate(BuyerFixture.features(earlier)));
    }

    @Test
    void claims_no_edge_before_any_outcome_was_known() {
        BuyerOutlook outlook =
                BuyerFixture.engine().evaluate(BuyerFixture.features(Instant.parse("2021-06-15T12:00:00Z")));

        assertThat(outlook.breakoutNext()).allMatch(day -> day.odds().get().edge() == Edge.NO_EDGE);
        assertThat(outlook.thetaEdge().get().edge()).isEqualTo(Edge.NO_EDGE);
    }

    @Test
    void starts_the_session_at_the_odds_of_the_evening_before_and_follows_its_range() {
        double before = BuyerFixture.engine()
                .evaluate(BuyerFixture.features(Instant.parse("2024-12-31T03:00:00Z")))
                .breakoutToday()
                .get()
                .score();
        FeatureSet midday = BuyerFixture.features(Instant.parse("2024-12-31T07:00:00Z"));
        BuyerOutlook running = BuyerFixture.engine().evaluate(midday);

        assertThat(before).isEqualTo(running.breakoutNext().get(0).odds().get().score());
        assertThat(running.breakoutToday().get().score()).isNotEqualTo(before);
        assertThat(((Known<BreakoutToday>) running.breakoutToday())
                        .source()
                        .reason()
                        .orElseThrow())
                .contains("range so far");
    }

    @Test
    void says_so_when_no_bar_of_the_running_session_is_known() {
        MarketSnapshot full = BuyerFixture.snapshot(Instant.parse("2024-12-31T07:00:00Z"));
        MarketSnapshot bare = MarketSnapshot.at(full.asOf(), full.underlying(), full.calendar())
                .daily(full.daily())
                .volatilityIndex(full.volatilityIndex())
                .quality(full.quality())
                .build();
        BuyerOutlook outlook = BuyerFixture.engine().evaluate(FeatureSet.of(bare));

        assertThat(outlook.breakoutToday().get().score())
                .isEqualTo(outlook.breakoutNext().get(0).odds().get().score());
        assertThat(((Known<BreakoutToday>) outlook.breakoutToday())
                        .source()
                        .reason()
                        .orElseThrow())
                .contains("no bar");
        assertThat(outlook.gammaWindows()).isInstanceOf(Block.Unavailable.class);
    }

    @Test
    void names_the_missing_volatility_index() {
        MarketSnapshot full = BuyerFixture.snapshot(BuyerFixture.EVENING);
        MarketSnapshot without = MarketSnapshot.at(full.asOf(), full.underlying(), full.calendar())
                .daily(full.daily())
                .volatilityIndex(full.volatilityIndex().until(LocalDate.parse("2024-12-30")))
                .quality(full.quality())
                .build();

        assertThatThrownBy(() -> BuyerFixture.engine().evaluate(FeatureSet.of(without)))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("2024-12-31")
                .hasMessageContaining("volatility index")
                .hasMessageContaining("log_vix");
    }

    @Test
    void trains_to_the_same_bytes() {
        assertThat(BuyerFixture.train().manifest())
                .isEqualTo(BuyerFixture.bundle().manifest());
    }

    @Test
    void gives_the_same_outlook_from_a_store(@TempDir Path folder) {
        ModelStore store = ModelStore.directory(folder);
        store.save(BuyerFixture.bundle(), BuyerFixture.TRAINED);

        assertThat(BuyerEngine.load(store).evaluate(BuyerFixture.features(BuyerFixture.EVENING)))
                .isEqualTo(evening());
    }

    @Test
    void refuses_the_bundle_of_another_engine() {
        ModelBundle other = ModelBundle.trained(
                new EngineId("seller"),
                BuyerFixture.features(BuyerFixture.TRAINED),
                BuyerFixture.SETTINGS,
                new TreeMap<>(),
                List.of());

        assertThatThrownBy(() -> BuyerEngine.of(other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("seller");
    }

    @Test
    void has_a_card_with_measured_outputs_for_every_model() {
        List<ModelCard> cards = BuyerFixture.engine().manifest().models();

        assertThat(cards)
                .extracting(ModelCard::model)
                .isEqualTo(BuyerEngine.trainer().models());
        assertThat(cards.get(0).outputs()).extracting(OutputScore::horizon).containsExactly(1, 2, 3, 4, 5);
        assertThat(cards.get(1).outputs()).extracting(OutputScore::output).containsExactly("spike_up");
        assertThat(cards.get(2).outputs())
                .extracting(OutputScore::output)
                .contains("theta_ratio", "straddle_1", "straddle_5");
    }

    @Test
    void refuses_a_history_that_is_too_short() {
        MarketSnapshot full = BuyerFixture.snapshot(BuyerFixture.TRAINED);
        FeatureSet little = FeatureSet.of(MarketSnapshot.at(full.asOf(), full.underlying(), full.calendar())
                .daily(full.daily().from(LocalDate.parse("2023-01-02")))
                .volatilityIndex(full.volatilityIndex())
                .quality(full.quality())
                .build());

        assertThatThrownBy(() -> BuyerEngine.trainer().train(little, BuyerFixture.SETTINGS, (task, done, total) -> {}))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("too little history");
    }
}
