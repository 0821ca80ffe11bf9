package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.RegimeLabels;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a back-test tells: every forecast of its period once, and none that a later session changes. */
class SellerBacktestTest {

    private static final MarketHistory HISTORY = Invented.HISTORY.history();
    private static final int FIRST = HISTORY.size() - 70;
    private static final int LAST = HISTORY.size() - 25;
    private static final SortedMap<String, Double> FORECASTS = backtest(Invented.HISTORY);

    private static SortedMap<String, Double> backtest(FeatureSet features) {
        LocalDate from = HISTORY.session(FIRST);
        SortedMap<String, Double> forecasts = new TreeMap<>();
        SellerEngine.trainer()
                .backtest(
                        features,
                        new BacktestPeriod(from, HISTORY.session(LAST), BacktestPeriod.QUARTER),
                        Invented.BRIEF,
                        (row, told) -> assertThat(forecasts.put(
                                        key(row, told.output().text(), told.horizon(), told.parameter()), told.value()))
                                .as("%s told twice", told)
                                .isNull(),
                        ProgressListener.silent());
        return forecasts;
    }

    private static String key(int row, String output, int horizon, double parameter) {
        return row + " " + output + " " + horizon + " " + parameter;
    }

    private static double told(int row, String output, int horizon, double parameter) {
        String key = key(row, output, horizon, parameter);
        assertThat(FORECASTS).containsKey(key);
        return FORECASTS.getOrDefault(key, Double.NaN);
    }

    @Test
    void tells_every_output_of_every_session_of_the_period_and_nothing_else() {
        int ranges = 2 * 2 * Horizons.LEVELS.size() * Horizons.RANGE.size();
        int odds = 2 * Horizons.DISTANCES.size() * Horizons.RANGE.size();
        int each = 4 + ranges + odds + 1 + 5;

        assertThat(FORECASTS).hasSize((LAST - FIRST + 1) * each);
        for (int row = FIRST; row <= LAST; row++) {
            assertThat(told(row, "realized_volatility", 20, Double.NaN)).isBetween(0.01, 1.0);
            assertThat(told(row, "trap_probability", 10, Double.NaN)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void tells_ranges_around_the_close_that_grow_with_level_and_horizon() {
        for (int row = FIRST; row <= LAST; row++) {
            double before = HISTORY.close(row);
            for (int h : Horizons.RANGE) {
                double upper = told(row, "path_range_upper", h, 0.9);
                assertThat(upper).isGreaterThanOrEqualTo(before);
                assertThat(upper).isLessThan(told(row, "path_range_upper", h, 0.95));
                assertThat(told(row, "path_range_lower", h, 0.9)).isLessThan(HISTORY.close(row));
                assertThat(told(row, "close_range_upper", h, 0.9)).isLessThanOrEqualTo(upper);
                before = upper;
            }
        }
    }

    @Test
    void tells_odds_that_fall_with_distance_and_closes_no_likelier_than_touches() {
        for (int row = FIRST; row <= LAST; row++) {
            for (int h : Horizons.RANGE) {
                double before = 1;
                for (double distance : Horizons.DISTANCES) {
                    double touch = told(row, "touch_either_probability", h, distance);
                    assertThat(touch).isBetween(0.0, before);
                    assertThat(told(row, "close_beyond_probability", h, distance))
                            .isBetween(0.0, touch);
                    before = touch;
                }
            }
        }
    }

    @Test
    void tells_regimes_with_the_thresholds_they_are_about() {
        RegimeLabels labels = RegimeLabels.of(HISTORY);
        for (int row = FIRST; row <= LAST; row++) {
            double sum = told(row, "regime_low", 20, Double.NaN)
                    + told(row, "regime_medium", 20, Double.NaN)
                    + told(row, "regime_high", 20, Double.NaN);
            assertThat(sum).isCloseTo(1, within(1e-6));
            assertThat(told(row, "regime_lower_threshold", 20, Double.NaN)).isEqualTo(labels.lower(row));
            assertThat(told(row, "regime_upper_threshold", 20, Double.NaN)).isEqualTo(labels.upper(row));
        }
    }

    @Test
    void tells_sessions_whose_outcome_is_not_known_yet_like_any_other() {
        SortedMap<String, Double> cut = backtest(Invented.on(HISTORY.session(LAST)));

        assertThat(cut).isEqualTo(FORECASTS);
    }

    @Test
    void tells_the_same_twice() {
        assertThat(backtest(Invented.HISTORY)).isEqualTo(FORECASTS);
    }

    @Test
    void tells_nothing_that_a_later_session_changes() {
        int row = FIRST + 20;
        SortedMap<String, Double> other = backtest(Invented.otherFutureAfter(row, 0.9));
        FORECASTS.forEach((key, value) -> {
            if (Integer.parseInt(key.substring(0, key.indexOf(' '))) <= row) {
                assertThat(other).containsEntry(key, value);
            }
        });
    }
}
