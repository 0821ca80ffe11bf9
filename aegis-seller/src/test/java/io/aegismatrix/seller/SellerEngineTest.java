package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.kit.EngineContract;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.BreachOdds;
import io.aegismatrix.payload.BreachPoint;
import io.aegismatrix.payload.Component;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.MaxPain;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.RegimeForecast.RegimeProbabilities;
import io.aegismatrix.payload.SafeRange;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.Skew;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.TrapRisk;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine trained once on an invented market, briefly: its answer must be well-formed, consistent and causal. */
class SellerEngineTest extends EngineContract<SellerOutlook> {

    @Override
    protected ModelBundle bundle() {
        return Invented.bundle();
    }

    @Override
    protected Engine<SellerOutlook> open(ModelBundle bundle) {
        return SellerEngine.of(bundle);
    }

    @Override
    protected MarketSnapshot market(Instant asOf) {
        return Invented.MARKET.cutAt(asOf);
    }

    @Override
    protected Instant asOf() {
        return MarketFixtures.EVENING;
    }

    private static final double ROUNDING = 2e-6;

    private static double spot() {
        return Invented.HISTORY.now().spot();
    }

    private static Source source(Block<?> block) {
        return ((Known<?>) block).source();
    }

    @Test
    void publishes_the_headline_range_around_spot_with_its_coverage() {
        SafeRange range = Invented.outlook().safeRange().get();

        assertThat(range.horizonSessions()).isEqualTo(30);
        assertThat(range.level()).isEqualTo(0.9);
        assertThat(range.lower()).isLessThan(0.98 * spot());
        assertThat(range.upper()).isGreaterThan(1.02 * spot());
        assertThat(range.coverage().get().n()).isGreaterThan(300);
        assertThat(Invented.outlook()
                        .findRange(RangeKind.PATH, 30, 0.9)
                        .orElseThrow()
                        .lower())
                .isEqualTo(range.lower());
    }

    @Test
    void offers_every_kind_level_and_horizon_and_both_expiries() {
        assertThat(Invented.outlook().ranges().get()).hasSize(2 * 3 * (Horizons.RANGE.size() + 2));
        assertThat(Invented.outlook().ranges().get().stream()
                        .flatMap(range -> range.expiry().stream())
                        .distinct())
                .containsExactlyInAnyOrder(LocalDate.of(2024, 7, 4), LocalDate.of(2024, 7, 25));
    }

    @Test
    void nests_ranges_in_level_and_paths_in_horizon() {
        for (RangeForecast outer : Invented.outlook().ranges().get()) {
            for (RangeForecast inner : Invented.outlook().ranges().get()) {
                boolean surer = outer.kind() == inner.kind()
                        && outer.horizonSessions() == inner.horizonSessions()
                        && outer.level() > inner.level();
                boolean longer = outer.kind() == RangeKind.PATH
                        && inner.kind() == RangeKind.PATH
                        && outer.level() == inner.level()
                        && outer.horizonSessions() > inner.horizonSessions();
                if (surer || longer) {
                    assertThat(outer.lower()).isLessThanOrEqualTo(inner.lower());
                    assertThat(outer.upper()).isGreaterThanOrEqualTo(inner.upper());
                }
            }
        }
    }

    @Test
    void needs_less_room_for_the_close_than_for_the_whole_path() {
        for (int h : Horizons.RANGE) {
            RangeForecast path =
                    Invented.outlook().findRange(RangeKind.PATH, h, 0.9).orElseThrow();
            RangeForecast close =
                    Invented.outlook().findRange(RangeKind.CLOSE, h, 0.9).orElseThrow();

            assertThat(close.upper() - close.lower()).isLessThan(path.upper() - path.lower());
        }
    }

    @Test
    void lets_odds_fall_with_distance_and_touches_rise_with_time() {
        List<BreachPoint> surface = Invented.outlook().breach().get().breachSurface();
        assertThat(surface).hasSize(Horizons.RANGE.size() * Horizons.DISTANCES.size());
        for (BreachPoint one : surface) {
            for (BreachPoint other : surface) {
                if (one.horizonSessions() == other.horizonSessions()
                        && one.distanceFraction() < other.distanceFraction()) {
                    assertThat(one.probability()).isGreaterThanOrEqualTo(other.probability());
                    assertThat(one.up()).isGreaterThanOrEqualTo(other.up());
                    assertThat(one.down()).isGreaterThanOrEqualTo(other.down());
                    assertThat(one.closeUp()).isGreaterThanOrEqualTo(other.closeUp());
                    assertThat(one.closeDown()).isGreaterThanOrEqualTo(other.closeDown());
                }
                if (one.distanceFraction() == other.distanceFraction()
                        && one.horizonSessions() < other.horizonSessions()) {
                    assertThat(one.probability()).isLessThanOrEqualTo(other.probability());
                    assertThat(one.up()).isLessThanOrEqualTo(other.up());
                    assertThat(one.down()).isLessThanOrEqualTo(other.down());
                }
            }
        }
    }

    @Test
    void keeps_the_odds_of_both_sides_consistent() {
        assertThat(Invented.outlook().breach().get().breachSurface()).allSatisfy(point -> {
            assertThat(point.probability())
                    .isBetween(Math.max(point.up(), point.down()) - ROUNDING, point.up() + point.down() + ROUNDING);
            assertThat(point.closeUp()).isLessThanOrEqualTo(point.up() + ROUNDING);
            assertThat(point.closeDown()).isLessThanOrEqualTo(point.down() + ROUNDING);
            assertThat(point.closeProbability()).isLessThanOrEqualTo(point.probability() + ROUNDING);
            assertThat(point.closeProbability()).isCloseTo(point.closeUp() + point.closeDown(), within(ROUNDING));
            assertThat((double) point.distance()).isCloseTo(point.distanceFraction() * spot(), within(0.5));
        });
    }

    @Test
    void spans_odds_from_nearly_certain_to_rare() {
        BreachOdds odds = Invented.outlook().breach().get();

        assertThat(odds.find(30, 0.005).orElseThrow().probability()).isGreaterThan(0.9);
        assertThat(odds.find(1, 0.05).orElseThrow().probability()).isLessThan(0.1);
        assertThat(odds.breachProbabilities())
                .isEqualTo(odds.breachSurface().stream()
                        .filter(point -> point.horizonSessions() == 30)
                        .toList());
    }

    @Test
    void agrees_with_itself_where_range_and_odds_ask_the_same() {
        RangeForecast range =
                Invented.outlook().findRange(RangeKind.PATH, 30, 0.9).orElseThrow();
        double nearer = Math.min(1 - range.lower() / spot(), range.upper() / spot() - 1);
        BreachPoint beyond = Invented.outlook().breach().get().breachProbabilities().stream()
                .filter(point -> point.distanceFraction() <= nearer)
                .reduce((first, second) -> second)
                .orElseThrow();

        assertThat(beyond.probability()).isGreaterThan(0.05);
    }

    @Test
    void draws_the_trap_score_to_the_base_rate_by_its_weight() {
        TrapRisk trap = Invented.outlook().trap().get();
        Source source = source(Invented.outlook().trap());
        OutputScore score = Invented.engine().manifest().card("seller_trap").output("trap");

        assertThat(trap.baseRate()).isCloseTo(score.baseRates().get(1), within(ROUNDING));
        assertThat(trap.percentiles().get().ivPercentile()).isBetween(0.0, 1.0);
        assertThat(trap.percentiles().get().rvPercentile()).isBetween(0.0, 1.0);
        if (score.weight() == 0) {
            assertThat(trap.score()).isEqualTo(trap.baseRate());
            assertThat(source).isEqualTo(Source.formula("trap_base_rate"));
            assertThat(trap.contributions()).isEmpty();
            assertThat(trap.edge()).isEqualTo(Edge.NO_EDGE);
        } else {
            assertThat(source.kind()).isEqualTo(Source.Kind.MODELLED);
            assertThat(trap.contributions()).hasSize(5);
        }
    }

    @Test
    void names_regimes_with_probabilities_that_sum_to_one() {
        RegimeProbabilities odds = Invented.outlook().regime().get().probabilities();

        assertThat(odds.low() + odds.medium() + odds.high()).isCloseTo(1, within(1e-4));
        assertThat(Invented.outlook().regime().get().persistence()).isBetween(0.2, 1.0);
    }

    @Test
    void calls_what_stands_in_for_a_chain_a_proxy() {
        MaxPain pain = Invented.outlook().maxPain().get();
        Skew skew = Invented.outlook().skew().get();

        assertThat(pain.method()).isEqualTo(MaxPain.Method.RETURN_MODE_PROXY);
        assertThat(source(Invented.outlook().maxPain()).kind()).isEqualTo(Source.Kind.PROXY);
        assertThat(pain.strike()).isEmpty();
        assertThat(pain.expiry()).isEmpty();
        assertThat(pain.confidence().get().confidence()).isCloseTo(0.5, within(0.12));
        assertThat(skew.method()).isEqualTo(Skew.Method.SEMIVARIANCE_PROXY);
        assertThat(skew.netSkew()).isCloseTo(skew.putSkew() - skew.callSkew(), within(ROUNDING));
    }

    @Test
    void adds_the_stress_up_from_its_published_components() {
        double sum = Invented.outlook().expiryStress().get().components().stream()
                .mapToDouble(part -> part.value().orElse(0) * part.weight())
                .sum();

        assertThat(Invented.outlook().expiryStress().get().score()).isCloseTo(sum, within(1e-5));
        assertThat(Invented.outlook().expiryStress().get().components().stream()
                        .mapToDouble(Component::weight)
                        .sum())
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void says_the_same_as_of_a_day_whether_or_not_the_file_goes_on() {
        LocalDate day = Invented.HISTORY.history().session(Invented.HISTORY.decisionRow() - 120);
        MarketSnapshot cut = MarketSnapshot.at(Invented.evening(day), Underlying.NIFTY50, Invented.MARKET.calendar())
                .daily(Invented.MARKET.daily().until(day))
                .volatilityIndex(Invented.MARKET.volatilityIndex().until(day))
                .assessQuality(List.of(), List.of())
                .synthetic(true)
                .build();

        assertThat(Invented.engine().evaluate(FeatureSet.of(cut)))
                .isEqualTo(Invented.engine().evaluate(Invented.on(day)));
    }

    @Test
    void comes_back_from_a_store_the_same(@TempDir Path folder) {
        ModelStore store = ModelStore.directory(folder);
        store.save(Invented.bundle(), MarketFixtures.EVENING);

        assertThat(SellerEngine.load(store).evaluate(Invented.HISTORY)).isEqualTo(Invented.outlook());
    }

    @Test
    void names_what_is_missing_on_the_decision_session() {
        BarSeries volatility = Invented.MARKET.volatilityIndex();
        BarSeries shorter = volatility.until(Invented.MARKET.calendar().previousSession(Invented.MARKET.lastSession()));
        FeatureSet features = FeatureSet.of(MarketFixtures.snapshot(Invented.MARKET.daily(), shorter));

        assertThatThrownBy(() -> Invented.engine().evaluate(features))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("2024-12-31")
                .hasMessageContaining("log_vix");
    }

    @Test
    void refuses_a_history_that_is_too_short_to_train_on() {
        FeatureSet brief = FeatureSet.of(MarketFixtures.snapshot(500));

        assertThatThrownBy(() -> SellerEngine.trainer().train(brief, Invented.BRIEF, ProgressListener.silent()))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("needed");
    }

    @Test
    void refuses_a_bundle_of_another_engine() {
        ModelBundle other = ModelBundle.trained(
                new EngineId("buyer"), Invented.HISTORY, Invented.BRIEF, new TreeMap<>(), List.of());

        assertThatThrownBy(() -> SellerEngine.of(other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("buyer");
    }

    @Test
    void keeps_its_records_small() {
        assertThat(Invented.bundle().file(OutcomeTracks.FILE)).hasSizeLessThan(150_000);
    }

    @Test
    void tells_how_far_training_has_come() {
        assertThat(Invented.bundle()).isNotNull();
        assertThat(Invented.STEPS)
                .containsExactly(
                        "seller_trap 1/1",
                        "seller_regime 1/1",
                        "seller_ranges 1/1",
                        "seller_breach 1/3",
                        "seller_breach 2/3",
                        "seller_breach 3/3",
                        "seller_volatility 1/1");
    }

    @Test
    @Tag("slow")
    void trains_to_the_same_bytes_again() {
        assertThat(Invented.trainAgain().manifest()).isEqualTo(Invented.bundle().manifest());
    }
}
