package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** One newest session without a volatility index: the value before stands in, in a forecast alone. */
class CarriedVolatilityTest {

    private static final MarketSnapshot WHOLE = MarketFixtures.snapshot(300);

    private static MarketSnapshot without(int newest) {
        BarSeries volatility = WHOLE.volatilityIndex();
        LocalDate last = volatility.bar(volatility.size() - 1 - newest).session();
        return MarketFixtures.snapshot(WHOLE.daily(), volatility.until(last));
    }

    @Test
    void a_forecast_carries_it_over_one_session_and_says_so() {
        FeatureSet features = FeatureSet.forForecast(without(1));
        int row = features.decisionRow();

        assertThat(features.history().vix(row)).isEqualTo(features.history().vix(row - 1));
        assertThat(features.daily().value(row, "vix_change_1")).isZero();
        assertThat(features.volatilityCarriedFrom()).contains(features.history().session(row - 1));
    }

    @Test
    void a_forecast_with_its_own_value_carries_none() {
        assertThat(FeatureSet.forForecast(WHOLE).volatilityCarriedFrom()).isEmpty();
    }

    @Test
    void two_sessions_are_not_bridged() {
        FeatureSet features = FeatureSet.forForecast(without(2));

        assertThat(features.history().vix(features.decisionRow())).isNaN();
        assertThat(features.volatilityCarriedFrom()).isEmpty();
    }

    @Test
    void a_history_keeps_the_hole() {
        FeatureSet features = FeatureSet.of(without(1));

        assertThat(features.history().vix(features.decisionRow())).isNaN();
        assertThat(features.volatilityCarriedFrom()).isEmpty();
    }
}
