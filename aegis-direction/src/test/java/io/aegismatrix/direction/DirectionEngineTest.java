package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.kit.EngineContract;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Block.Known;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.Component;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.HorizonForecast;
import io.aegismatrix.payload.Interval;
import io.aegismatrix.payload.Preopen;
import io.aegismatrix.payload.Reference;
import io.aegismatrix.payload.SessionShare;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.Today;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine trained once on an invented market, briefly: what it says must be well-formed and causal, not clever. */
class DirectionEngineTest extends EngineContract<DirectionOutlook> {

    @Override
    protected ModelBundle bundle() {
        return Trained.BUNDLE;
    }

    @Override
    protected Engine<DirectionOutlook> open(ModelBundle bundle) {
        return DirectionEngine.of(bundle);
    }

    @Override
    protected MarketSnapshot market(Instant asOf) {
        return MarketFixtures.snapshot(SESSIONS, asOf);
    }

    @Override
    protected Instant asOf() {
        return MarketFixtures.EVENING;
    }

    private static final int SESSIONS = 800;
    private static final TrainingSettings BRIEF =
            TrainingSettings.defaults().withFolds(2).withMaximumEpochs(1);
    /** A minute before the night counts. */
    private static final Instant PRE_OPEN = Instant.parse("2024-12-31T02:59:00Z");

    private static final Instant MORNING = Instant.parse("2024-12-31T03:15:00Z");
    private static final Instant LATE = Instant.parse("2024-12-31T09:55:00Z");

    /** Trained on first use, for all tests. */
    private static final class Trained {
        private static final List<String> STEPS = new ArrayList<>();
        private static final ModelBundle BUNDLE =
                train((task, done, total) -> STEPS.add(task + " " + done + "/" + total));
        private static final DirectionEngine ENGINE = DirectionEngine.of(BUNDLE);
        private static final DirectionOutlook EVENING = at(MarketFixtures.EVENING);
    }

    private static ModelBundle train(ProgressListener progress) {
        return DirectionEngine.trainer().train(features(MarketFixtures.EVENING), BRIEF, progress);
    }

    private static FeatureSet features(Instant asOf) {
        return FeatureSet.of(MarketFixtures.snapshot(SESSIONS, asOf));
    }

    private static DirectionOutlook at(Instant asOf) {
        return Trained.ENGINE.evaluate(features(asOf));
    }

    private static Source source(Block<?> block) {
        return ((Known<?>) block).source();
    }

    @Test
    void forecasts_every_horizon_completely() {
        assertThat(Trained.EVENING.horizons().all()).hasSize(6).allSatisfy(forecast -> {
            ClassProbabilities probabilities = forecast.close().get().probabilities();
            assertThat(probabilities.down() + probabilities.neutral() + probabilities.up())
                    .isCloseTo(1, within(1e-4));
            assertThat(forecast.move().get().expectedMovePoints()).isPositive();
            assertThat(forecast.close().get().expectedReturn()).isBetween(-0.2, 0.2);
            assertThat(forecast.move().get().interval().lowPoints()).isNegative();
            assertThat(forecast.move().get().interval().highPoints()).isPositive();
            assertThat(forecast.close().get().skill().get().n()).isPositive();
        });
    }

    @Test
    void gives_each_horizon_a_forecast_of_its_own() {
        assertThat(Trained.EVENING.horizons().all().stream()
                        .map(forecast -> forecast.move().get().interval())
                        .distinct())
                .hasSize(6);
        assertThat(Trained.EVENING.horizons().all().stream()
                        .map(forecast -> forecast.close().get().probabilities())
                        .distinct())
                .hasSize(6);
        assertThat(Trained.EVENING.horizons().t40().move().get().expectedMovePoints())
                .isGreaterThan(Trained.EVENING.horizons().t1().move().get().expectedMovePoints() * 2);
    }

    @Test
    void claims_no_edge_on_an_invented_market() {
        assertThat(Trained.EVENING.horizons().all())
                .allSatisfy(
                        forecast -> assertThat(forecast.close().get().edge()).isEqualTo(Edge.NO_EDGE));
    }

    @Test
    void says_base_rate_where_the_network_has_no_weight() {
        for (int sessions : Horizons.DIRECTION) {
            OutputScore score = Trained.ENGINE.manifest().card("direction_seq").output("direction_" + sessions);
            HorizonForecast forecast = Trained.EVENING.horizons().get(sessions);
            if (score.weight() == 0) {
                assertThat(forecast.close().get().probabilities())
                        .isEqualTo(forecast.close().get().baseRates());
                assertThat(source(forecast.close())).isEqualTo(Source.formula("base_rate"));
            } else {
                assertThat(source(forecast.close()).kind()).isEqualTo(Source.Kind.MODELLED);
            }
        }
    }

    @Test
    void sees_the_session_about_to_open_as_the_one_session_forecast() {
        DirectionOutlook outlook = at(PRE_OPEN);
        Today today = outlook.today();
        HorizonForecast next = outlook.horizons().t1();

        assertThat(today.close().get().sessionFraction()).hasValue(0);
        assertThat(today.close().get().probabilities())
                .isEqualTo(next.close().get().probabilities());
        assertThat(today.move()).isEqualTo(next.move());
        assertThat(today.close().get().lastUpdate()).isEqualTo(Instant.parse("2024-12-30T10:00:00Z"));
    }

    @Test
    void sees_the_session_about_to_open_by_its_night_and_the_one_that_runs_by_its_own_prices() {
        Today morning = at(MORNING).today();
        Preopen.Morning night = morning.preopen().orElseThrow().morning().get();

        assertThat(night.gap().lowPoints()).isLessThan(night.gap().expectedPoints());
        assertThat(night.gap().highPoints()).isGreaterThan(night.gap().expectedPoints());
        assertThat(night.range().upper() - night.range().lower()).isGreaterThan(0);
        assertThat(night.volatility()).isBetween(0.02, 1.0);
        assertThat(night.openToCloseEdge()).isEqualTo(Edge.NO_EDGE);
        assertThat(night.usAsOf()).isEqualTo("2024-12-30T21:15:00Z");
        assertThat(source(morning.close()).id()).startsWith("direction_preopen");
        assertThat(morning.close().get().lastUpdate()).isEqualTo(night.usAsOf());
        assertThat(at(MarketFixtures.NOON).today().preopen()).isEmpty();
        assertThat(Trained.EVENING.today().preopen()).isEmpty();
    }

    @Test
    void a_morning_without_companions_says_so_and_is_seen_as_in_the_evening() {
        MarketSnapshot alone = MarketSources.synthetic(20241231, SESSIONS)
                .snapshot(MarketRequest.nifty50(MORNING).withoutCompanions());
        Today morning = Trained.ENGINE.evaluate(FeatureSet.of(alone)).today();

        assertThat(morning.preopen().orElseThrow().morning())
                .isEqualTo(Block.unavailable("the source has no bars of SP500"));
        assertThat(morning.move()).isEqualTo(at(PRE_OPEN).today().move());
    }

    @Test
    void says_what_direction_and_move_are_counted_from() {
        Today.Close before = at(MORNING).today().close().get();
        Today.Close noon = at(MarketFixtures.NOON).today().close().get();

        assertThat(before.reference()).contains(Reference.PREVIOUS_CLOSE);
        assertThat(before.moveReference()).contains(Reference.PREVIOUS_CLOSE);
        assertThat(noon.reference()).contains(Reference.PREVIOUS_CLOSE);
        assertThat(noon.moveReference()).contains(Reference.SPOT);
        assertThat(noon.referencePoints()).isEqualTo(before.referencePoints());
    }

    @Test
    void sharpens_as_the_session_passes() {
        double before = width(at(PRE_OPEN).today());
        Today noon = at(MarketFixtures.NOON).today();
        Today late = at(LATE).today();

        assertThat(noon.close().get().sessionFraction().orElseThrow()).isBetween(0.3, 0.9);
        assertThat(noon.close().get().sessionFractionKind()).hasValue(SessionShare.VARIANCE);
        assertThat(noon.close().get().clockFraction().orElseThrow())
                .isLessThan(noon.close().get().sessionFraction().orElseThrow());
        assertThat(late.close().get().sessionFraction().orElseThrow()).isGreaterThan(0.9);
        assertThat(width(noon)).isLessThan(before);
        assertThat(width(late)).isLessThan(width(noon) / 2);
        assertThat(late.close().get().conviction()).isGreaterThan(0.6);
        assertThat(source(noon.close()).reason().orElseThrow())
                .matches("width times \\d\\.\\d{3}, by the last 5\\d sessions at this time of day");
        assertThat(source(noon.move()).reason()).isEqualTo(source(noon.close()).reason());
        assertThat(source(noon.move()).id())
                .isEqualTo(source(at(PRE_OPEN).today().move()).id());
        assertThat(late.close().get().lastUpdate()).isEqualTo(LATE);
        assertThat(source(late.volatility())).isEqualTo(Source.formula("realized_variance_percentile_252"));
    }

    private static Instant ist(String moment) {
        return LocalDateTime.parse(moment).atZone(ZoneId.of("Asia/Kolkata")).toInstant();
    }

    @Test
    void follows_a_replayed_session_from_before_its_first_bar_to_after_its_close() {
        Today noBarYet = at(ist("2024-12-31T09:16")).today();
        List<Double> widths = Stream.of("09:20", "10:00", "12:00", "14:00", "15:15", "15:25")
                .map(time -> width(at(ist("2024-12-31T" + time)).today()))
                .toList();

        assertThat(noBarYet.close().get().sessionFraction()).hasValue(0);
        assertThat(noBarYet.move().get().interval())
                .isEqualTo(at(PRE_OPEN).today().move().get().interval());
        assertThat(widths.get(0)).isLessThan(width(noBarYet));
        assertThat(widths.get(5)).isLessThan(0.15 * widths.get(0));
        assertThat(widths.get(4)).isLessThan(widths.get(3));
        assertThat(widths.get(5)).isLessThan(widths.get(4));
        assertThat(Trained.EVENING.today().close().get().sessionFraction()).hasValue(0);
        assertThat(Trained.EVENING.today().move().get().interval())
                .isEqualTo(Trained.EVENING.horizons().get(1).move().get().interval());
    }

    @ParameterizedTest
    @CsvSource({
        "Diwali, 2024-11-01T17:30, 2024-11-01T18:30, 2024-11-01T18:58, 2024-11-01T19:10",
        "Saturday, 2024-05-18T09:00, 2024-05-18T10:30, 2024-05-18T12:28, 2024-05-18T12:45"
    })
    void keeps_the_hours_of_special_sessions(String name, String before, String inside, String late, String after) {
        Today open = at(ist(inside)).today();

        assertThat(at(ist(before)).today().close().get().sessionFraction())
                .as(name)
                .hasValue(0);
        assertThat(source(open.close()).reason().orElseThrow())
                .as(name)
                .matches("width not adjusted to the time of day: bars of [01] past sessions are known, 20 are needed");
        assertThat(open.close().get().sessionFraction().orElseThrow()).as(name).isBetween(0.4, 0.95);
        assertThat(width(open)).as(name).isLessThan(width(at(ist(before)).today()));
        assertThat(width(at(ist(late)).today())).as(name).isLessThan(width(open) / 2);
        assertThat(at(ist(after)).today().close().get().sessionFraction())
                .as(name)
                .hasValue(0);
    }

    @Test
    void a_holiday_has_the_view_of_the_next_session() {
        Today holiday = at(ist("2024-12-25T11:00")).today();

        assertThat(holiday.close().get().sessionFraction()).hasValue(0);
        assertThat(holiday.move().get().interval())
                .isEqualTo(at(ist("2024-12-24T16:00")).today().move().get().interval());
    }

    private static double width(Today today) {
        Interval interval = today.move().get().interval();
        return interval.highPoints() - interval.lowPoints();
    }

    @Test
    void has_no_view_of_today_without_yesterday() {
        MarketSnapshot whole = MarketFixtures.snapshot(SESSIONS, MarketFixtures.NOON);
        LocalDate last = whole.calendar().previousSession(whole.lastSession());
        MarketSnapshot stale = MarketSnapshot.at(MarketFixtures.NOON, Underlying.NIFTY50, whole.calendar())
                .daily(whole.daily().until(last))
                .volatilityIndex(whole.volatilityIndex().until(last))
                .intraday(whole.intraday().orElseThrow())
                .assessQuality(List.of(), List.of())
                .build();

        Today today = Trained.ENGINE.evaluate(FeatureSet.of(stale)).today();
        assertThat(today.close())
                .isInstanceOfSatisfying(
                        Block.Unavailable.class,
                        nothing -> assertThat(nothing.reason()).contains("2024-12-30"));
    }

    @Test
    void scores_risk_from_its_published_components() {
        double mean = Trained.EVENING.risk().get().riskComponents().stream()
                .mapToDouble(component -> component.value().orElseThrow() * component.weight())
                .sum();

        assertThat(Trained.EVENING.risk().get().riskScore()).isCloseTo(mean, within(1e-4));
        assertThat(Trained.EVENING.risk().get().riskComponents())
                .extracting(Component::name)
                .containsExactly("volatility_percentile_252", "direction_entropy_5");
    }

    @Test
    void says_the_same_as_of_a_day_whether_or_not_the_file_goes_on() {
        MarketSnapshot whole = MarketFixtures.snapshot(SESSIONS);
        LocalDate day = whole.daily().bar(whole.daily().size() - 120).session();
        Instant evening = whole.calendar().close(day).plusSeconds(3600);
        MarketSnapshot cut = MarketSnapshot.at(evening, Underlying.NIFTY50, whole.calendar())
                .daily(whole.daily().until(day))
                .volatilityIndex(whole.volatilityIndex().until(day))
                .assessQuality(List.of(), List.of())
                .build();

        assertThat(Trained.ENGINE.evaluate(FeatureSet.of(cut)).horizons())
                .isEqualTo(at(evening).horizons());
    }

    @Test
    void counts_only_outcomes_known_by_then_in_its_record() {
        MarketSnapshot whole = MarketFixtures.snapshot(SESSIONS);
        LocalDate day = whole.daily().bar(whole.daily().size() - 120).session();
        int then = at(whole.calendar().close(day).plusSeconds(3600))
                .horizons()
                .t20()
                .close()
                .get()
                .skill()
                .get()
                .n();

        assertThat(Trained.EVENING.horizons().t20().close().get().skill().get().n() - then)
                .isEqualTo(119);
    }

    @Test
    void comes_back_from_a_store_the_same(@TempDir Path folder) {
        ModelStore store = ModelStore.directory(folder);
        store.save(Trained.BUNDLE, MarketFixtures.EVENING);

        assertThat(DirectionEngine.load(store).evaluate(features(MarketFixtures.NOON)))
                .isEqualTo(at(MarketFixtures.NOON));
    }

    @Test
    void names_what_is_missing_on_the_decision_session() {
        MarketSnapshot whole = MarketFixtures.snapshot(SESSIONS);
        BarSeries volatility = whole.volatilityIndex();
        BarSeries shorter = volatility.until(whole.calendar().previousSession(whole.lastSession()));
        FeatureSet features = FeatureSet.of(MarketFixtures.snapshot(whole.daily(), shorter));

        assertThatThrownBy(() -> Trained.ENGINE.evaluate(features))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("2024-12-31")
                .hasMessageContaining("log_vix");
    }

    @Test
    void refuses_a_history_that_is_too_short_to_train_on() {
        FeatureSet brief = FeatureSet.of(MarketFixtures.snapshot(400));

        assertThatThrownBy(() -> DirectionEngine.trainer().train(brief, BRIEF, ProgressListener.silent()))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("needed");
    }

    @Test
    void refuses_a_bundle_of_another_engine() {
        ModelBundle other = ModelBundle.trained(
                new EngineId("seller"), features(MarketFixtures.EVENING), BRIEF, new TreeMap<>(), List.of());

        assertThatThrownBy(() -> DirectionEngine.of(other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("seller");
    }

    @Test
    void tells_how_far_training_has_come() {
        assertThat(Trained.BUNDLE.manifest().models()).hasSize(3);
        assertThat(Trained.STEPS)
                .containsExactly(
                        "direction_magnitude 1/3",
                        "direction_magnitude 2/3",
                        "direction_magnitude 3/3",
                        "direction_seq 1/3",
                        "direction_seq 2/3",
                        "direction_seq 3/3");
    }

    @Test
    void measures_every_output_against_a_baseline() {
        assertThat(Trained.BUNDLE.manifest().card("direction_magnitude").outputs())
                .hasSize(6)
                .allSatisfy(score -> assertThat(score.baseline()).isEqualTo("expanding_median"));
        assertThat(Trained.BUNDLE.manifest().card("direction_seq").outputs())
                .hasSize(6)
                .allSatisfy(score -> assertThat(score.skill()).isGreaterThanOrEqualTo(0));
        assertThat(Trained.BUNDLE.manifest().card("direction_magnitude").parameters())
                .containsKeys("interval_coverage_1", "interval_coverage_40");
    }

    @Test
    @Tag("slow")
    void trains_to_the_same_bytes_again() {
        ModelBundle again = train(ProgressListener.silent());

        assertThat(again.manifest()).isEqualTo(Trained.BUNDLE.manifest());
    }
}
