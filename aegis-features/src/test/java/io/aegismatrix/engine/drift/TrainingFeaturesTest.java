package io.aegismatrix.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.kit.RandomMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingFeaturesTest {

    private static final RandomMarket MARKET = RandomMarket.of(5, 1_500);
    private static final FeatureSet HISTORY = TestMarkets.of(MARKET);
    private static final List<String> COLUMNS = List.of(
            "log_return_1",
            "log_return_5",
            "log_har_5",
            "log_har_22",
            "rsi_14",
            "true_range_to_atr",
            "vix_change_1",
            "weekday_sin",
            "inside_session",
            "a_column_of_the_engine");

    private static ModelCard card(String model, List<String> columns) {
        Skill skill = Skill.of(new double[] {0.1, 0.3}, new double[] {0.7, 0.2}, 1);
        return new ModelCard(
                model,
                100,
                columns,
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(OutputScore.of("trap_5", 5, "log_loss", "rate", skill, Double.NaN, 0.3, List.of(0.1))));
    }

    private static TrainingFeatures trained() {
        return TrainingFeatures.of(
                HISTORY, List.of(card("seller_trap", COLUMNS), card("seller_breach", List.of("distance"))));
    }

    /** The market with its last sessions falling by a fifth each. */
    private static FeatureSet crashed() {
        List<DailyBar> bars = new ArrayList<>(MARKET.daily().bars());
        double close = bars.get(bars.size() - 4).close();
        for (int i = bars.size() - 3; i < bars.size(); i++) {
            DailyBar bar = bars.get(i);
            bars.set(i, new DailyBar(bar.session(), close, close, close * 0.78, close * 0.8, bar.volume()));
            close *= 0.8;
        }
        return TestMarkets.of(
                new RandomMarket(BarSeries.of(MARKET.daily().instrument(), bars), MARKET.volatilityIndex()));
    }

    @Test
    void watches_the_daily_features_of_a_model_and_nothing_else() {
        TrainingFeatures features = trained();
        assertThat(features.watched("seller_trap")).isEqualTo(COLUMNS.subList(0, 9));
        assertThat(features.watched("seller_breach")).isEmpty();
        assertThat(features.judge("seller_breach", HISTORY)).isEmpty();
        assertThat(features.conditions()).hasSizeGreaterThan(1_400);
    }

    @Test
    void a_session_of_the_training_is_known() {
        DriftReport report = trained().judge("seller_trap", HISTORY).orElseThrow();

        assertThat(report.outOfDistribution()).isFalse();
        assertThat(report.watched()).isEqualTo(9);
        assertThat(report.sessions()).isEqualTo(60);
        assertThat(report.distance()).isBetween(0.2, 2.0);
        assertThat(report.features())
                .hasSize(9)
                .isSortedAccordingTo((a, b) -> Double.compare(b.psi(), a.psi()))
                .allSatisfy(one -> assertThat(one.psiLimit()).isGreaterThanOrEqualTo(0.25));
    }

    @Test
    void a_crash_without_example_is_not() {
        DriftReport report = trained().judge("seller_trap", crashed()).orElseThrow();

        assertThat(report.outOfDistribution()).isTrue();
        assertThat(report.outside()).contains("log_return_1", "log_har_5");
        assertThat(report.distance()).isGreaterThan(report.distanceLimit());
    }

    @Test
    void the_flag_is_rare_inside_the_training_by_construction() {
        FeatureReference reference =
                FeatureReference.fit(HISTORY.daily(), COLUMNS).orElseThrow();
        int flagged = 0;
        int drifted = 0;
        for (int row = 400; row < HISTORY.daily().rows(); row++) {
            DriftReport report = reference.judge(HISTORY.daily(), row).orElseThrow();
            flagged += report.outOfDistribution() ? 1 : 0;
            drifted += report.drifted() ? 1 : 0;
        }
        assertThat(flagged / 1_100.0).isLessThan(0.005);
        assertThat(drifted / 1_100.0).isLessThan(0.03);
    }

    @Test
    void a_market_of_another_volatility_has_drifted() {
        RandomMarket other = RandomMarket.of(6, 400);
        List<DailyBar> wild = new ArrayList<>();
        double level = 0;
        DailyBar before = other.daily().bar(0);
        for (DailyBar bar : other.daily().bars()) {
            level += 5 * Math.log(bar.close() / before.close());
            double close = 10_000 * Math.exp(level);
            double open = close * Math.exp(-5 * Math.log(bar.close() / bar.open()));
            wild.add(new DailyBar(
                    bar.session(), open, Math.max(open, close) * 1.05, Math.min(open, close) * 0.95, close, 1));
            before = bar;
        }
        FeatureSet market = TestMarkets.of(
                new RandomMarket(BarSeries.of(other.daily().instrument(), wild), other.volatilityIndex()));

        DriftReport report = trained().judge("seller_trap", market).orElseThrow();

        assertThat(report.drifted()).isTrue();
        assertThat(report.features().get(0).psi())
                .isGreaterThan(report.features().get(0).psiLimit());
    }

    @Test
    void says_the_same_after_a_round_trip() {
        TrainingFeatures features = trained();
        TrainingFeatures again = TrainingFeatures.parse(features.toBytes(), "test");

        assertThat(again.toBytes()).isEqualTo(features.toBytes());
        DriftReport before = features.judge("seller_trap", crashed()).orElseThrow();
        DriftReport after = again.judge("seller_trap", crashed()).orElseThrow();
        assertThat(after.outside()).isEqualTo(before.outside());
        assertThat(after.distance()).isCloseTo(before.distance(), within(1e-3));
        assertThat(after.driftedShare()).isEqualTo(before.driftedShare());
    }

    @Test
    void the_distance_of_uncorrelated_features_is_their_root_mean_square() {
        double[][] rows = new double[400][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {i % 2 == 0 ? 3 : 1, i / 2 % 2 == 0 ? -4 : 4};
        }
        RowDistance distance = RowDistance.fit(rows);
        assertThat(distance.of(new double[] {3, 4})).isCloseTo(1, within(1e-9));
        assertThat(distance.of(new double[] {2, 0})).isCloseTo(0, within(1e-9));
        assertThat(distance.of(new double[] {6, 0})).isCloseTo(Math.sqrt(8), within(1e-9));
    }

    @Test
    void too_short_a_history_is_no_reference() {
        FeatureSet brief = TestMarkets.of(RandomMarket.of(5, 260));
        assertThat(FeatureReference.fit(brief.daily(), COLUMNS)).isEmpty();
    }

    @Test
    void a_file_of_another_shape_is_refused() {
        byte[] bytes = SafeTensors.builder()
                .metadata("seller_trap", "log_vix,rsi_14")
                .put("sessions", new int[] {0}, new int[0])
                .put("log_vix", new int[] {0}, new float[0])
                .put("log_return_20", new int[] {0}, new float[0])
                .put("seller_trap.band", new int[] {1}, new float[1])
                .build()
                .toBytes();
        assertThatThrownBy(() -> TrainingFeatures.parse(bytes, "training_features.safetensors"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("seller_trap.band: expected 4 numbers, was 1");
    }
}
