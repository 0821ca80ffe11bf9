package io.aegismatrix.engine.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.Engines;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.card.EngineCard;
import io.aegismatrix.engine.gate.ModelGates;
import io.aegismatrix.features.FeatureSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VolatilityModelTest {

    private static final FeatureSet HISTORY = TestMarkets.synthetic(900);
    private static final int LAST = HISTORY.decisionRow();
    private static final ModelBundle TRAINED = VolatilityModel.train(HISTORY);

    private static ModelBundle engine(SortedMap<String, byte[]> files) {
        ModelCard any = TRAINED.manifest().models().get(0);
        return ModelBundle.trained(
                Engines.SELLER,
                HISTORY,
                TrainingSettings.defaults(),
                files,
                List.of(new ModelCard(
                        "seller_volatility", 1, List.of(), new TreeMap<>(), new TreeMap<>(), any.outputs())));
    }

    private static void assertForecast(VolatilityForecast forecast, ForecastTarget target) {
        VolatilityForecast fitted = VolatilityForecast.fit(HISTORY, target, LAST);
        for (double sessions : new double[] {1, 3, 30}) {
            assertThat(forecast.annualized(HISTORY, LAST, sessions))
                    .isEqualTo(fitted.annualized(HISTORY, LAST, sessions));
        }
    }

    /** Models of before events were looked at know of none. */
    private static void assertForecastWithoutEvents(VolatilityForecast forecast, ForecastTarget target) {
        VolatilityForecast fitted =
                VolatilityForecast.fit(HISTORY, target, LAST).with(EventMultipliers.NONE);
        for (double sessions : new double[] {1, 3, 30}) {
            assertThat(forecast.annualized(HISTORY, LAST, sessions))
                    .isEqualTo(fitted.annualized(HISTORY, LAST, sessions));
        }
    }

    @ParameterizedTest
    @EnumSource(ForecastTarget.class)
    void forecasts_what_a_fit_of_the_same_history_does(ForecastTarget target) {
        ModelBundle engine = engine(new TreeMap<>()).requiring(TRAINED);

        assertForecast(VolatilityModel.of(engine).forecast(target), target);
        assertForecast(VolatilityModel.of(TRAINED).forecast(target), target);
    }

    @Test
    void engines_of_older_releases_have_the_forecasts_they_carry() {
        SortedMap<String, byte[]> seller = new TreeMap<>();
        seller.put("volatility.json", VolatilityForecast.fit(HISTORY, LAST).toJson());
        assertThatThrownBy(() -> VolatilityModel.of(engine(seller)).forecast(ForecastTarget.REACH))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no file named reach.json");
        seller.put(
                "reach.json",
                VolatilityForecast.fit(HISTORY, ForecastTarget.REACH_UNIT, LAST).toJson());
        VolatilityModel carried = VolatilityModel.of(engine(seller));

        assertForecastWithoutEvents(carried.forecast(ForecastTarget.REALIZED), ForecastTarget.REALIZED);
        assertForecastWithoutEvents(carried.forecast(ForecastTarget.REACH_UNIT), ForecastTarget.REACH_UNIT);
    }

    @Test
    void equal_data_give_an_equal_version_and_other_data_another() {
        assertThat(VolatilityModel.train(HISTORY).manifest()).isEqualTo(TRAINED.manifest());
        assertThat(VolatilityModel.train(TestMarkets.synthetic(899)).manifest().version())
                .isNotEqualTo(TRAINED.manifest().version());
    }

    @Test
    void is_measured_out_of_sample_at_every_horizon_and_has_a_card() {
        assertThat(TRAINED.manifest().card("volatility_har_x").outputs())
                .extracting(score -> score.output() + " " + score.horizon() + " " + score.baseline())
                .containsExactly(
                        "volatility_har_x_1 1 EWMA 0.94",
                        "volatility_har_x_5 5 EWMA 0.94",
                        "volatility_har_x_10 10 EWMA 0.94",
                        "volatility_har_x_20 20 EWMA 0.94",
                        "volatility_har_x_30 30 EWMA 0.94");
        assertThat(TRAINED.manifest().card("volatility_har_x").outputs())
                .allSatisfy(score -> assertThat(score.n()).isBetween(250, 650));
        assertThat(ModelGates.finite(TRAINED).passed()).isTrue();
        assertThat(EngineCard.of(TRAINED).toMarkdown())
                .contains("volatility_har_x", "Watched for drift: 10 of its inputs");
    }

    @Test
    void a_history_in_which_no_forecast_could_be_judged_is_refused() {
        assertThatThrownBy(() -> VolatilityModel.train(TestMarkets.synthetic(345)))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("too little history for the volatility forecast over 30 sessions: 249 sessions");
        assertThatThrownBy(() -> VolatilityModel.train(TestMarkets.synthetic(346)))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("too little history to judge the volatility forecast");
    }
}
