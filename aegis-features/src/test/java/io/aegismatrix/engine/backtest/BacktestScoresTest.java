package io.aegismatrix.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.ForwardReturns;
import io.aegismatrix.features.label.RealizedVolatilityLabels;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    private static double detail(BacktestScore score, String name) {
        return score.find(name).orElseThrow().value();
    }

    @Test
    void knowing_the_outcome_saves_all_of_the_loss() {
        double[] happened = BreakoutLabels.of(HISTORY, 2);
        List<BacktestScore> scores = scores(
                (row, listener) -> listener.forecast(row, Forecast.of(Output.BREAKOUT_PROBABILITY, 2, happened[row])));
        assertThat(scores).extracting(BacktestScore::metric).containsExactly("brier", "log_loss");
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.skill().skill()).isCloseTo(1, within(1e-9));
            assertThat(score.skill().n()).isEqualTo(LAST - FIRST);
        });
        assertThat(detail(scores.get(0), "auc")).isEqualTo(1);
        assertThat(detail(scores.get(0), "calibration_error")).isZero();
        assertThat(scores.get(0).find("auc").orElseThrow().hasInterval()).isTrue();
        assertThat(scores.get(0).reliability()).hasSize(10);
    }

    @Test
    void the_expanding_frequency_itself_has_no_skill() {
        ExcursionLabels paths = ExcursionLabels.of(HISTORY, 5);
        RunningFrequency usual = new RunningFrequency(HISTORY.size(), 5, row -> paths.touchEither(row, 0.02));
        List<BacktestScore> scores = scores((row, listener) ->
                listener.forecast(row, new Forecast(Output.TOUCH_EITHER_PROBABILITY, 5, 0.02, usual.at(row))));
        assertThat(scores)
                .extracting(BacktestScore::baseline)
                .containsExactly("expanding frequency", "past excursions in VIX units");
        assertThat(scores.get(0).output()).isEqualTo("touch_either_probability 0.02");
        assertThat(scores.get(0).skill().skill()).isZero();
        assertThat(scores.get(0).skill().significant()).isFalse();
        assertThat(detail(scores.get(0), BacktestScore.DIEBOLD_MARIANO)).isEqualTo(1);
    }

    @Test
    void distances_are_pooled_session_by_session() {
        List<BacktestScore> scores = scores((row, listener) -> {
            listener.forecast(row, new Forecast(Output.CLOSE_BEYOND_PROBABILITY, 5, 0.01, 0.6));
            listener.forecast(row, new Forecast(Output.CLOSE_BEYOND_PROBABILITY, 5, 0.03, 0.1));
        });
        assertThat(scores)
                .extracting(BacktestScore::output)
                .containsExactly(
                        "close_beyond_probability 0.01",
                        "close_beyond_probability 0.01",
                        "close_beyond_probability 0.03",
                        "close_beyond_probability 0.03",
                        "close_beyond_probability pooled",
                        "close_beyond_probability pooled");
        BacktestScore pooled = scores.get(4);
        assertThat(pooled.skill().n()).isEqualTo(LAST - FIRST);
        assertThat(pooled.skill().loss())
                .isCloseTo((scores.get(0).skill().loss() + scores.get(2).skill().loss()) / 2, within(1e-12));
        assertThat(pooled.reliability().stream().mapToInt(BacktestScore.Bin::n).sum())
                .isEqualTo(2 * (LAST - FIRST));
    }

    @Test
    void a_range_is_scored_by_width_and_overshoot_beside_ranges_in_vix_units() {
        BacktestScore score = only(scores((row, listener) -> {
            listener.forecast(row, new Forecast(Output.PATH_RANGE_LOWER, 5, 0.9, HISTORY.close(row) * 0.5));
            listener.forecast(row, new Forecast(Output.PATH_RANGE_UPPER, 5, 0.9, HISTORY.close(row) * 1.5));
        }));
        assertThat(score.skill().loss()).isCloseTo(100, within(1e-9));
        assertThat(detail(score, "coverage")).isEqualTo(1);
        assertThat(detail(score, "coverage_vix_high")).isEqualTo(1);
        assertThat(detail(score, "coverage_no_event")).isEqualTo(1);
        assertThat(detail(score, "coverage_no_event_n")).isBetween(1.0, (double) (LAST - FIRST));
        assertThat(detail(score, "coverage_tests_n")).isEqualTo((LAST - FIRST) / 5.0);
        assertThat(detail(score, "width_percent")).isCloseTo(100, within(1e-9));
        assertThat(detail(score, "coverage_baseline")).isBetween(0.7, 1.0);
        assertThat(detail(score, "kupiec_p")).isLessThan(0.01);
        assertThat(score.skill().skill()).isLessThan(-5);
    }

    @Test
    void close_ranges_of_all_levels_are_scored_as_quantiles() {
        List<BacktestScore> scores = scores((row, listener) -> {
            for (double level : new double[] {0.8, 0.9}) {
                listener.forecast(row, new Forecast(Output.CLOSE_RANGE_LOWER, 5, level, HISTORY.close(row)));
                listener.forecast(row, new Forecast(Output.CLOSE_RANGE_UPPER, 5, level, HISTORY.close(row)));
            }
        });
        BacktestScore crps = scores.get(scores.size() - 1);
        assertThat(crps.metric()).isEqualTo("crps_percent");
        double[] returns = ForwardReturns.log(HISTORY, 5);
        // Every quantile the same: pinball losses of level and 1 − level add up to the absolute error.
        double absolute = IntStream.range(FIRST, LAST)
                .mapToDouble(row -> 100 * Math.abs(Math.expm1(returns[row])))
                .average()
                .orElseThrow();
        assertThat(crps.skill().loss()).isCloseTo(absolute, within(1e-9));
        assertThat(detail(crps, "pinball_0.050") + detail(crps, "pinball_0.950"))
                .isCloseTo(absolute, within(1e-9));
    }

    @Test
    void volatility_is_scored_beside_each_baseline_by_two_losses() {
        double[] realized = RealizedVolatilityLabels.forward(HISTORY, 10);
        List<BacktestScore> scores = scores(
                (row, listener) -> listener.forecast(row, Forecast.of(Output.REALIZED_VOLATILITY, 10, realized[row])));
        assertThat(scores)
                .extracting(score -> score.metric() + " " + score.baseline())
                .contains("qlike EWMA 0.94", "mean_absolute_error EWMA 0.94", "qlike VIX", "mean_absolute_error VIX")
                .contains("qlike GARCH(1,1)", "qlike GJR-GARCH", "qlike HAR");
        assertThat(scores).allSatisfy(score -> {
            assertThat(score.skill().loss()).isCloseTo(0, within(1e-12));
            assertThat(score.skill().baselineLoss()).isPositive();
        });
        assertThat(detail(scores.get(0), "bias")).isCloseTo(1, within(1e-12));
    }

    @Test
    void direction_is_scored_by_the_class_that_happened() {
        double[] returns = ForwardReturns.log(HISTORY, 3);
        List<BacktestScore> scores = scores((row, listener) -> {
            double zone = DirectionLabels.deadZone(HISTORY, row, 3);
            int happened = DirectionClass.of(returns[row], zone).position();
            Output[] outputs = {Output.DIRECTION_DOWN, Output.DIRECTION_NEUTRAL, Output.DIRECTION_UP};
            for (int i = 0; i < outputs.length; i++) {
                listener.forecast(row, new Forecast(outputs[i], 3, zone, i == happened ? 0.5 : 0.25));
            }
        });
        assertThat(scores).extracting(BacktestScore::metric).containsExactly("log_loss", "error_rate");
        BacktestScore score = scores.get(0);
        assertThat(score.output()).isEqualTo("direction");
        assertThat(score.skill().loss()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(detail(score, "accuracy")).isEqualTo(1);
        assertThat(detail(score, "auc")).isGreaterThan(0.95);
        assertThat(detail(score, "pesaran_timmermann_p")).isLessThan(1e-6);
        assertThat(detail(score, "pesaran_timmermann_n")).isEqualTo(Math.ceil((LAST - FIRST) / 3.0));
        assertThat(scores.get(1).skill().skill()).isEqualTo(1);
    }

    @Test
    void regime_is_scored_beside_persistence_and_the_vix_tercile() {
        RegimeLabels labels = RegimeLabels.of(HISTORY);
        List<BacktestScore> scores = scores((row, listener) -> {
            Output[] outputs = {Output.REGIME_LOW, Output.REGIME_MEDIUM, Output.REGIME_HIGH};
            int h = RegimeLabels.HORIZON;
            for (int i = 0; i < outputs.length; i++) {
                double odds = i == labels.label(row) ? 0.8 : 0.1;
                listener.forecast(row, Forecast.of(outputs[i], h, odds));
            }
            listener.forecast(row, Forecast.of(Output.REGIME_LOWER_THRESHOLD, h, labels.lower(row)));
            listener.forecast(row, Forecast.of(Output.REGIME_UPPER_THRESHOLD, h, labels.upper(row)));
        });
        assertThat(scores)
                .extracting(score -> score.metric() + " " + score.baseline())
                .containsExactly(
                        "log_loss persistence",
                        "error_rate persistence",
                        "log_loss VIX tercile",
                        "error_rate VIX tercile",
                        "log_loss expanding frequency");
        assertThat(scores.get(0).skill().loss()).isCloseTo(-Math.log(0.8), within(1e-12));
        assertThat(detail(scores.get(0), "accuracy")).isEqualTo(1);
        double[] wrong = IntStream.range(FIRST, LAST)
                .mapToDouble(row -> {
                    double trailing = HISTORY.trailingVolatility(row, RegimeLabels.HORIZON);
                    return RegimeClass.of(trailing, labels.lower(row), labels.upper(row))
                                            .position()
                                    == labels.label(row)
                            ? 0
                            : 1;
                })
                .toArray();
        assertThat(scores.get(1).skill().baselineLoss())
                .isCloseTo(Arrays.stream(wrong).average().orElseThrow(), within(1e-12));
    }

    @Test
    void a_rule_speaks_in_frequencies_of_what_followed_it() {
        ConditionalFrequency usual = new ConditionalFrequency(400, 1, 2, row -> row % 2, row -> row % 4 == 1 ? 1 : 0);
        assertThat(usual.at(100, 0)).isNaN();
        // By row 301 the rule has named class 1 in rows 1, 3 ... 299: 150 times, and class 1 followed 75 times.
        assertThat(usual.at(301, 1)).isCloseTo(76.0 / 152, within(1e-12));
        assertThat(usual.at(300, 1)).isCloseTo(1.0 / 152, within(1e-12));
    }
}
