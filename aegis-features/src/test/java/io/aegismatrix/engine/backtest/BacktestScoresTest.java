package io.aegismatrix.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.ForwardReturns;
import io.aegismatrix.features.label.RealizedVolatilityLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forecasts whose worth is known beforehand get the score they deserve. */
final class BacktestScoresTest {

    private static final FeatureSet FEATURES = TestMarkets.synthetic(1_100);
    private static final MarketHistory HISTORY = FEATURES.history();
    private static final int FIRST = 800;
    private static final int LAST = 1_080;

    private interface Forecasts {
        void tell(int row, ForecastListener listener);
    }

    private static List<BacktestScore> scores(Forecasts forecasts) {
        Predictions predictions = new Predictions();
        for (int row = FIRST; row < LAST; row++) {
            forecasts.tell(row, predictions);
        }
        return BacktestScores.of(FEATURES, predictions.sorted());
    }

    private static BacktestScore only(List<BacktestScore> scores) {
        assertThat(scores).hasSize(1);
        return scores.get(0);
    }

    @Test
    void knowing_the_outcome_saves_all_of_the_loss() {
        double[] happened = BreakoutLabels.of(HISTORY, 2);
        BacktestScore score = only(scores((row, listener) ->
                listener.forecast(row, "breakout_probability", 2, ForecastListener.NO_PARAMETER, happened[row])));
        assertThat(score.skill().skill()).isEqualTo(1);
        assertThat(score.skill().n()).isEqualTo(LAST - FIRST);
        assertThat(score.details()).containsEntry("auc", 1.0).containsEntry("calibration_error", 0.0);
    }

    @Test
    void the_expanding_frequency_itself_has_no_skill() {
        ExcursionLabels paths = ExcursionLabels.of(HISTORY, 5);
        RunningFrequency usual = new RunningFrequency(HISTORY.size(), 5, row -> paths.touchEither(row, 0.02));
        BacktestScore score = only(
                scores((row, listener) -> listener.forecast(row, "touch_either_probability", 5, 0.02, usual.at(row))));
        assertThat(score.output()).isEqualTo("touch_either_probability 0.02");
        assertThat(score.skill().skill()).isZero();
        assertThat(score.skill().significant()).isFalse();
    }

    @Test
    void a_range_is_scored_by_width_and_overshoot_beside_ranges_in_vix_units() {
        BacktestScore score = only(scores((row, listener) -> {
            listener.forecast(row, "path_range_lower", 5, 0.9, HISTORY.close(row) * 0.5);
            listener.forecast(row, "path_range_upper", 5, 0.9, HISTORY.close(row) * 1.5);
        }));
        assertThat(score.skill().loss()).isCloseTo(100, within(1e-9));
        assertThat(score.details()).containsEntry("coverage", 1.0);
        assertThat(score.skill().skill()).isLessThan(-5);
    }

    @Test
    void volatility_is_scored_beside_its_two_baselines() {
        double[] realized = RealizedVolatilityLabels.forward(HISTORY, 10);
        List<BacktestScore> scores = scores((row, listener) ->
                listener.forecast(row, "realized_volatility", 10, ForecastListener.NO_PARAMETER, realized[row]));
        assertThat(scores).extracting(BacktestScore::baseline).containsExactly("EWMA 0.94", "VIX");
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.skill().loss()).isCloseTo(0, within(1e-12));
            assertThat(score.details().get("bias")).isCloseTo(1, within(1e-12));
        });
    }

    @Test
    void direction_is_scored_by_the_class_that_happened() {
        double[] returns = ForwardReturns.log(HISTORY, 3);
        BacktestScore score = only(scores((row, listener) -> {
            double zone = DirectionLabels.deadZone(HISTORY, row, 3);
            int happened = DirectionClass.of(returns[row], zone).position();
            String[] outputs = {"direction_down", "direction_neutral", "direction_up"};
            for (int i = 0; i < outputs.length; i++) {
                listener.forecast(row, outputs[i], 3, zone, i == happened ? 0.5 : 0.25);
            }
        }));
        assertThat(score.output()).isEqualTo("direction");
        assertThat(score.skill().loss()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(score.details()).containsEntry("accuracy", 1.0);
    }

    @Test
    void refuses_a_forecast_that_is_not_finite() {
        assertThatThrownBy(() -> new Predictions().forecast(3, "trap_probability", 10, Double.NaN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trap_probability over 10 sessions in history row 3 must be finite, was NaN");
    }
}
