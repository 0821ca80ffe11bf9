package io.aegismatrix.engine.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.kit.RandomMarket;
import org.junit.jupiter.api.Test;

class VolatilityBaselinesTest {

    private static final RandomMarket MARKET = RandomMarket.of(7, 700);
    private static final FeatureSet FEATURES = TestMarkets.of(MARKET);
    private static final VolatilityBaselines BASELINES = VolatilityBaselines.of(FEATURES);

    @Test
    void cutting_the_history_leaves_earlier_forecasts_as_they_were() {
        int cut = 480;
        VolatilityBaselines known = VolatilityBaselines.of(TestMarkets.of(MARKET.until(cut)));
        for (VolatilityBaseline baseline : VolatilityBaseline.values()) {
            for (int h : Horizons.VOLATILITY) {
                for (int row = 0; row <= cut; row++) {
                    assertThat(known.annualized(baseline, row, h))
                            .as("%s, row %d, %d sessions", baseline, row, h)
                            .isEqualTo(Double.valueOf(BASELINES.annualized(baseline, row, h)));
                }
            }
        }
    }

    @Test
    void each_is_what_its_name_says() {
        MarketHistory history = FEATURES.history();
        int row = 650;
        double smoothed = history.variance(1);
        for (int i = 2; i <= row; i++) {
            smoothed = 0.94 * smoothed + 0.06 * history.variance(i);
        }
        assertThat(BASELINES.annualized(VolatilityBaseline.EWMA, row, 5))
                .isCloseTo(Math.sqrt(252 * smoothed), within(1e-12));
        assertThat(BASELINES.annualized(VolatilityBaseline.VIX, row, 5)).isEqualTo(history.vix(row) / 100);
        GjrGarch garch = GjrGarch.fit(history, 250 + 6 * 63, false);
        assertThat(BASELINES.annualized(VolatilityBaseline.GARCH, row, 5))
                .isCloseTo(garch.annualized(garch.variances(history)[row], 5), within(1e-12));
        assertThat(BASELINES.annualized(VolatilityBaseline.GJR_GARCH, row, 5)).isPositive();
    }

    @Test
    void har_forecasts_follow_realised_volatility() {
        double forecast = 0;
        double realized = 0;
        double[] outcomes = ForecastTarget.REALIZED.outcomes(FEATURES.history(), 10);
        for (int row = 400; row < 690; row++) {
            forecast += BASELINES.annualized(VolatilityBaseline.HAR, row, 10);
            realized += outcomes[row];
        }
        assertThat(forecast / realized).isBetween(0.85, 1.2);
        assertThat(BASELINES.annualized(VolatilityBaseline.HAR, 200, 10)).isNaN();
    }

    @Test
    void refuses_a_horizon_it_has_not() {
        assertThatThrownBy(() -> BASELINES.annualized(VolatilityBaseline.EWMA, 500, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 sessions");
    }
}
