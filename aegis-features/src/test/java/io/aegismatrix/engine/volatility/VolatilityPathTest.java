package io.aegismatrix.engine.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.kit.RandomMarket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolatilityPathTest {

    private static final int SESSIONS = 700;
    private static final RandomMarket MARKET = RandomMarket.of(11, SESSIONS);
    private static final FeatureSet FEATURES = TestMarkets.of(MARKET);
    private static final VolatilityPath PATH = VolatilityPath.of(FEATURES);

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 308, 309, 310, 371, 372, 373, 500, 698})
    void cutting_the_history_leaves_earlier_values_as_they_were_to_the_bit(int cut) {
        VolatilityPath known = VolatilityPath.of(TestMarkets.of(MARKET.until(cut)));
        for (int row = 0; row <= cut; row++) {
            for (int h : List.of(1, 2, 5, 7, 10, 20, 25, 30, 40)) {
                assertThat(Double.doubleToLongBits(known.annualized(row, h)))
                        .as("row %d, %d sessions", row, h)
                        .isEqualTo(Double.doubleToLongBits(PATH.annualized(row, h)));
            }
        }
    }

    @Test
    void starts_when_enough_outcomes_of_the_longest_horizon_are_known() {
        int first = PATH.firstRow();
        assertThat(first).isBetween(66 + VolatilityForecast.MINIMUM_SESSIONS + 29, 66 + 250 + 31);
        assertThat(PATH.annualized(first - 1, 30)).isNaN();
        assertThat(PATH.annualized(first, 30)).isPositive();
        assertThat(VolatilityPath.of(TestMarkets.of(MARKET.until(200))).firstRow())
                .isEqualTo(201);
    }

    @Test
    void is_the_forecast_fitted_on_outcomes_known_at_the_last_refit() {
        int first = PATH.firstRow();
        VolatilityForecast atFirst = VolatilityForecast.fit(FEATURES, first);
        VolatilityForecast quarterLater = VolatilityForecast.fit(FEATURES, first + 63);
        for (int h : List.of(1, 3, 5, 15, 30)) {
            assertThat(PATH.annualized(first, h)).isCloseTo(atFirst.annualized(FEATURES, first, h), within(1e-15));
            assertThat(PATH.annualized(first + 62, h))
                    .isCloseTo(atFirst.annualized(FEATURES, first + 62, h), within(1e-15));
            assertThat(PATH.annualized(first + 63, h))
                    .isCloseTo(quarterLater.annualized(FEATURES, first + 63, h), within(1e-15));
        }
    }

    @Test
    void in_hindsight_the_newest_forecast_speaks_of_every_row_whatever_came_after() {
        int lastKnown = 600;
        VolatilityForecast newest = VolatilityForecast.fit(FEATURES, ForecastTarget.REACH, lastKnown);
        VolatilityPath hindsight = VolatilityPath.hindsight(FEATURES, ForecastTarget.REACH, lastKnown);
        VolatilityPath known =
                VolatilityPath.hindsight(TestMarkets.of(MARKET.until(lastKnown)), ForecastTarget.REACH, lastKnown);

        assertThat(hindsight.firstRow()).isEqualTo(PATH.firstRow());
        assertThat(hindsight.annualized(PATH.firstRow() - 1, 5)).isNaN();
        for (int row = PATH.firstRow(); row < SESSIONS; row += 13) {
            for (int h : List.of(1, 5, 30)) {
                assertThat(hindsight.annualized(row, h)).isEqualTo(newest.annualized(FEATURES, row, h));
            }
            if (row <= lastKnown) {
                assertThat(known.annualized(row, 10)).isEqualTo(hindsight.annualized(row, 10));
            }
        }
    }

    @Test
    void has_no_value_where_the_volatility_index_is_missing() {
        int row = 500;
        VolatilityPath gap = VolatilityPath.of(TestMarkets.of(
                MARKET.withoutVolatilityIndexOn(List.of(FEATURES.history().session(row)))));
        assertThat(gap.annualized(row, 5)).isNaN();
        assertThat(gap.annualized(row - 1, 5)).isPositive();
        assertThat(gap.annualized(row + 1, 5)).isPositive();
    }

    @Test
    void refuses_a_horizon_below_one_session() {
        assertThatThrownBy(() -> PATH.annualized(500, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sessions must be at least 1, was 0");
    }

    @Test
    void a_unit_blends_forecast_and_volatility_index_in_logs() {
        assertThat(MoveUnit.of(0.2, 10, 1, 252)).isCloseTo(0.2, within(1e-15));
        assertThat(MoveUnit.of(0.2, 10, 0, 252)).isCloseTo(0.1, within(1e-15));
        assertThat(MoveUnit.of(0.4, 10, 0.5, 63)).isCloseTo(0.2 * 0.5, within(1e-15));
        assertThat(MoveUnit.of(0.2, 252)).isEqualTo(0.2);
        assertThat(MoveUnit.of(0.2, 63)).isCloseTo(MoveUnit.of(0.2, 10, 1, 63), within(1e-15));
        assertThat(MoveUnit.of(Double.NaN, 10, 0.5, 5)).isNaN();
        assertThat(MoveUnit.of(0.2, Double.NaN, 0.5, 5)).isNaN();
    }
}
