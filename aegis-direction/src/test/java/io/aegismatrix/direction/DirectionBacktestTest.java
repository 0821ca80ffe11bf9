package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.DirectionLabels;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A short back-test of an invented market: what it tells must be complete, dated right and causal. */
class DirectionBacktestTest {

    private static final TrainingSettings BRIEF =
            TrainingSettings.defaults().withFolds(2).withMaximumEpochs(1);
    private static final int SESSIONS = 1_400;
    private static final int LENGTH = 60;

    /** Run on first use, for all tests. */
    private static final class Ran {
        private static final MarketSnapshot MARKET = MarketFixtures.snapshot(SESSIONS);
        private static final FeatureSet HISTORY = FeatureSet.of(MARKET);
        private static final int LAST = HISTORY.history().size() - 50;
        private static final BacktestPeriod PERIOD = new BacktestPeriod(
                HISTORY.history().session(LAST - LENGTH + 1), HISTORY.history().session(LAST), BacktestPeriod.QUARTER);
        private static final Map<String, Double> FORECASTS = forecasts(HISTORY, PERIOD);
    }

    /** Forecasts by row, output, horizon and parameter. */
    private static Map<String, Double> forecasts(FeatureSet history, BacktestPeriod period) {
        Map<String, Double> forecasts = new TreeMap<>();
        DirectionEngine.trainer()
                .backtest(
                        history,
                        period,
                        BRIEF,
                        (row, told) -> assertThat(forecasts.put(
                                        key(row, told.output().text(), told.horizon()) + " " + told.parameter(),
                                        told.value()))
                                .isNull(),
                        ProgressListener.silent());
        return forecasts;
    }

    private static String key(int row, String output, int horizon) {
        return row + " " + output + " " + horizon;
    }

    private static int row(String key) {
        return Integer.parseInt(key.substring(0, key.indexOf(' ')));
    }

    private static double forecast(int row, String output, int horizon, double parameter) {
        return Ran.FORECASTS.getOrDefault(key(row, output, horizon) + " " + parameter, Double.NaN);
    }

    @Test
    void tells_every_forecast_of_every_session_of_the_period_and_no_other() {
        Map<Boolean, List<String>> ofMornings =
                Ran.FORECASTS.keySet().stream().collect(Collectors.partitioningBy(key -> key.contains(" preopen_")));

        assertThat(ofMornings.get(false)).hasSize(LENGTH * Horizons.DIRECTION.size() * 4);
        assertThat(ofMornings.get(false))
                .allSatisfy(key -> assertThat(row(key)).isBetween(Ran.LAST - LENGTH + 1, Ran.LAST));
        assertThat(ofMornings.get(true)).hasSize(LENGTH * 4);
        assertThat(ofMornings.get(true))
                .as("by the session before the morning")
                .allSatisfy(key -> assertThat(row(key)).isBetween(Ran.LAST - LENGTH, Ran.LAST - 1));
    }

    @Test
    void tells_probabilities_that_sum_to_1_beside_the_dead_zone_they_are_about() {
        for (int sessions : Horizons.DIRECTION) {
            double deadZone = DirectionLabels.deadZone(Ran.HISTORY.history(), Ran.LAST, sessions);
            double sum = 0;
            for (String output : List.of("direction_down", "direction_neutral", "direction_up")) {
                double probability = forecast(Ran.LAST, output, sessions, deadZone);
                assertThat(probability).isBetween(0.0, 1.0);
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void expects_larger_moves_over_longer_horizons() {
        double day = forecast(Ran.LAST, "expected_abs_move", 1, Double.NaN);
        double month = forecast(Ran.LAST, "expected_abs_move", 20, Double.NaN);

        assertThat(day).isBetween(0.0005, 0.05);
        assertThat(month / day).isBetween(2.0, 9.0);
    }

    @Test
    void tells_the_same_whether_or_not_the_file_goes_on() {
        LocalDate day = Ran.PERIOD.to();
        Instant evening = Ran.MARKET.calendar().close(day).plusSeconds(3600);
        FeatureSet cut = FeatureSet.of(Ran.MARKET.cutAt(evening));

        assertThat(forecasts(cut, Ran.PERIOD)).isEqualTo(Ran.FORECASTS);
    }

    @Test
    void refuses_a_period_without_enough_history_before_it() {
        BacktestPeriod early =
                new BacktestPeriod(Ran.HISTORY.history().session(700), Ran.PERIOD.to(), BacktestPeriod.QUARTER);

        assertThatThrownBy(() -> forecasts(Ran.HISTORY, early))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("begin at");
    }
}
