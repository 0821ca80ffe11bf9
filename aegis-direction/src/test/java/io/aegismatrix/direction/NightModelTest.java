package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Nights of an invented market, whose relation to the night at home is known. */
class NightModelTest {

    /** Trained on first use, for all tests. */
    private static final class Trained {
        private static final MarketSnapshot MARKET = MarketFixtures.snapshot(2_200);
        private static final FeatureSet HISTORY = FeatureSet.of(MARKET);
        private static final NightTraining.Result RESULT =
                NightTraining.train(HISTORY, TrainingSettings.defaults()).orElseThrow();
        private static final BacktestPeriod PERIOD =
                new BacktestPeriod(LocalDate.of(2023, 7, 3), LocalDate.of(2023, 9, 29), BacktestPeriod.QUARTER);
        private static final Map<String, Double> TOLD = told(HISTORY);
    }

    private static Map<String, Double> told(FeatureSet history) {
        Map<String, Double> told = new TreeMap<>();
        NightTraining.backtest(
                history,
                Trained.PERIOD,
                TrainingSettings.defaults(),
                (row, forecast) ->
                        told.put(history.history().session(row + 1) + " " + forecast.output(), forecast.value()));
        return told;
    }

    private static OutputScore score(String output) {
        return Trained.RESULT.card().output(output);
    }

    @Test
    void finds_the_relation_there_is_and_claims_an_edge_on_the_close_alone() {
        assertThat(score(DirectionFiles.NIGHT_DIRECTION).edge()).isTrue();
        assertThat(score(DirectionFiles.NIGHT_DIRECTION).weight()).isGreaterThan(0.5);
        assertThat(score(DirectionFiles.NIGHT_SESSION).edge())
                .as("from the open to the close nothing was put in")
                .isFalse();
    }

    @Test
    void intervals_hold_as_often_as_they_promise() {
        for (NightSpan span : NightSpan.values()) {
            Share held = Objects.requireNonNull(Trained.RESULT.tracks().get(DirectionFiles.night(span)))
                    .shareKnownBy(Integer.MAX_VALUE)
                    .orElseThrow();
            assertThat(held.value()).as(span.text()).isCloseTo(MoveTraining.LEVEL, within(0.05));
        }
    }

    @Test
    void a_better_night_makes_a_rise_likelier_and_a_wilder_one_the_session_wider() {
        NightFit fit = Trained.RESULT.model().fit();
        double zone = 0.0025;
        List<Double> bad = fit.probabilities(inputs(-2), zone);
        List<Double> calm = fit.probabilities(inputs(0), zone);
        List<Double> good = fit.probabilities(inputs(2), zone);

        assertThat(good.get(2)).isGreaterThan(calm.get(2));
        assertThat(calm.get(2)).isGreaterThan(bad.get(2));
        assertThat(good.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-12));
        assertThat(fit.gap().location(inputs(2).middle()))
                .isGreaterThan(fit.gap().location(inputs(-2).middle()));
        assertThat(fit.factor(inputs(3))).isGreaterThan(fit.factor(inputs(0)));
    }

    private static NightInputs inputs(double us) {
        return new NightInputs(0.01, us, 0, -0.02 * us, 0.1);
    }

    @Test
    void tells_all_outputs_of_every_morning_of_a_period() {
        long mornings = Trained.HISTORY.history().sessions().stream()
                .filter(day -> !day.isBefore(Trained.PERIOD.from()) && !day.isAfter(Trained.PERIOD.to()))
                .count();

        assertThat(Trained.TOLD).hasSize((int) mornings * 4);
        assertThat(Trained.TOLD.keySet().stream().filter(key -> key.contains(Output.PREOPEN_VOLATILITY.name())))
                .hasSize((int) mornings);
    }

    @Test
    void tells_the_same_whether_or_not_anything_came_after_the_open_of_the_last_morning() {
        MarketSnapshot cut = Trained.MARKET.cutAt(
                Trained.MARKET.calendar().close(Trained.PERIOD.to()).plusSeconds(1));

        assertThat(told(FeatureSet.of(cut))).isEqualTo(Trained.TOLD);
    }

    @Test
    void a_history_without_companions_has_no_model() {
        MarketSnapshot alone = MarketSnapshot.at(
                        Trained.MARKET.asOf(), Trained.MARKET.underlying(), Trained.MARKET.calendar())
                .daily(Trained.MARKET.daily())
                .volatilityIndex(Trained.MARKET.volatilityIndex())
                .assessQuality(List.of(), List.of())
                .build();
        FeatureSet history = FeatureSet.of(alone);

        assertThat(NightRows.of(history, VolatilityPath.of(history, ForecastTarget.REALIZED)))
                .isEmpty();
        assertThat(NightTraining.train(history, TrainingSettings.defaults())).isEmpty();
    }

    @Test
    void is_read_as_it_was_written_and_refused_when_it_is_something_else() {
        NightModel model = Trained.RESULT.model();
        byte[] file = model.files().values().iterator().next();
        NightModel read = NightModel.parse(file, "night");

        assertThat(read.radii()).isEqualTo(model.radii());
        assertThat(read.fit().volatility()).isEqualTo(model.fit().volatility());
        assertThat(read.fit().close().location()).isEqualTo(model.fit().close().location());
        assertThat(read.fit().session().logScale())
                .isEqualTo(model.fit().session().logScale());
        byte[] other = SafeTensors.builder()
                .put("radius_gap", new int[] {2}, new double[] {1, 2})
                .build()
                .toBytes();
        assertThatThrownBy(() -> NightModel.parse(other, "night"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("radius_gap");
    }
}
