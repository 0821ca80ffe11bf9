package io.aegismatrix.engine.volatility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.RandomMarket;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolatilityForecastTest {

    private static final RandomMarket MARKET = RandomMarket.of(7, 900);
    private static final FeatureSet FEATURES = TestMarkets.of(MARKET);
    private static final int LAST_KNOWN = 799;
    private static final VolatilityForecast FORECAST = VolatilityForecast.fit(FEATURES, LAST_KNOWN);

    /**
     * numpy 1.24.2: variance proxy, log-HAR terms and shocks computed again from the prices, coefficients by
     * numpy.linalg.lstsq, smearing as the mean of the exponential residuals; the last number is the forecast at row 850.
     */
    @ParameterizedTest
    @CsvSource({
        "1,  772, -0.330322309592, 0.0489532147744, 0.0650073715836, -0.0895704524353, 0.939074060201,"
                + " 0.0482264641013, 0.054975557683, 1.09248396137, 0.0666796309808",
        "5,  768, -0.267358578258, 0.0338149678168, 0.019733727439, -0.0480274993447, 0.906826052702,"
                + " 0.115724492365, 0.0383959530708, 1.02861340436, 0.0755315609442",
        "10, 763, -0.363636937333, 0.0359138823382, -0.0982356693425, 0.0585868189961, 0.856470533269,"
                + " 0.0547772328528, 0.0448954559571, 1.02815366989, 0.0831870910209",
        "20, 753, -0.474461228335, 0.00820650825653, -0.0952068781412, 0.143426120218, 0.717420925907,"
                + " 0.0264052364772, 0.0231632075939, 1.029469066, 0.0921113780003",
        "30, 743, -0.538454112063, 0.00683851961646, -0.114088271955, 0.161694134583, 0.676313774103,"
                + " -0.00351836512029, 0.0271214300632, 1.02968530871, 0.0974340431968"
    })
    void equals_the_least_squares_fit_of_numpy(
            int horizon,
            int sessions,
            double intercept,
            double daily,
            double weekly,
            double monthly,
            double vix,
            double shocks,
            double shock,
            double smearing,
            double forecast)
            throws IOException {
        JsonNode equation = new ObjectMapper().readTree(FORECAST.toJson()).path(String.valueOf(horizon));
        double[] expected = {intercept, daily, weekly, monthly, vix, shocks, shock};

        assertThat(equation.path("sessions").intValue()).isEqualTo(sessions);
        for (int i = 0; i < expected.length; i++) {
            assertThat(equation.path("coefficients").path(i).doubleValue()).isCloseTo(expected[i], within(1e-8));
        }
        assertThat(equation.path("smearing").doubleValue()).isCloseTo(smearing, within(1e-9));
        assertThat(FORECAST.annualized(FEATURES, 850, horizon)).isCloseTo(forecast, within(1e-10));
    }

    @Test
    void smearing_makes_the_mean_forecast_equal_the_mean_outcome_in_logs_and_levels() {
        for (int h : Horizons.VOLATILITY) {
            double forecasts = 0;
            double outcomes = 0;
            for (int row = 30; row + h <= LAST_KNOWN; row++) {
                forecasts += FORECAST.annualized(FEATURES, row, h);
                outcomes += FEATURES.history().trailingVolatility(row + h, h);
            }
            assertThat(forecasts / outcomes).isBetween(0.98, 1.02);
        }
    }

    @Test
    void the_future_of_the_last_known_row_does_not_matter() {
        FeatureSet known = TestMarkets.of(MARKET.until(LAST_KNOWN));
        assertThat(VolatilityForecast.fit(known, LAST_KNOWN).toJson()).isEqualTo(FORECAST.toJson());
    }

    @Test
    void the_variance_of_the_path_is_interpolated_between_horizons() {
        for (int i = 0; i + 1 < Horizons.VOLATILITY.size(); i++) {
            int below = Horizons.VOLATILITY.get(i);
            int above = Horizons.VOLATILITY.get(i + 1);
            double first = pathVariance(below);
            double slope = (pathVariance(above) - first) / (above - below);
            for (double h = below; h <= above; h += 0.25) {
                assertThat(pathVariance(h)).isCloseTo(first + slope * (h - below), within(1e-12));
            }
        }
    }

    private static double pathVariance(double sessions) {
        double volatility = FORECAST.annualized(FEATURES, 850, sessions);
        return volatility * volatility * sessions;
    }

    @Test
    void volatility_is_kept_beyond_the_longest_and_below_the_shortest_horizon() {
        assertThat(FORECAST.annualized(FEATURES, 850, 45)).isEqualTo(FORECAST.annualized(FEATURES, 850, 30));
        assertThat(FORECAST.annualized(FEATURES, 850, 0.5)).isEqualTo(FORECAST.annualized(FEATURES, 850, 1));
    }

    @Test
    void is_not_known_without_history_or_volatility_index() {
        assertThat(FORECAST.annualized(FEATURES, 26, 5)).isNaN();
        assertThat(FORECAST.annualized(FEATURES, 27, 5)).isPositive();
        FeatureSet gap = TestMarkets.of(
                MARKET.withoutVolatilityIndexOn(List.of(FEATURES.history().session(850))));
        assertThat(FORECAST.annualized(gap, 850, 5)).isNaN();
        assertThat(FORECAST.annualized(gap, 851, 5)).isEqualTo(FORECAST.annualized(FEATURES, 851, 5));
    }

    @Test
    void reads_back_exactly_what_it_wrote() {
        byte[] json = FORECAST.toJson();
        VolatilityForecast read = VolatilityForecast.parse(json, "volatility.json");
        assertThat(read.toJson()).isEqualTo(json);
        for (int row = 30; row < 900; row += 7) {
            for (double h : new double[] {1, 3, 5, 12.5, 30}) {
                assertThat(read.annualized(FEATURES, row, h)).isEqualTo(FORECAST.annualized(FEATURES, row, h));
            }
        }
    }

    @Test
    void too_little_history_says_how_much_there_is_and_how_much_is_needed() {
        assertThatThrownBy(() -> VolatilityForecast.fit(FEATURES, 270))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("too little history for the volatility forecast over 1 sessions: 243 sessions with known"
                        + " outcome and volatility index, at least 250 are needed");
        assertThatThrownBy(() -> VolatilityForecast.fit(FEATURES, 280))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("over 5 sessions: 249");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "not json",
                "{\"1\": null, \"5\": null, \"10\": null, \"20\": null, \"30\": null}",
                "{\"x\": {}}"
            })
    void refuses_anything_else_as_a_model_exception(String json) {
        assertThatThrownBy(() -> VolatilityForecast.parse(json.getBytes(UTF_8), "volatility.json"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("volatility.json: ");
    }

    @Test
    void refuses_a_damaged_file_as_a_model_exception() {
        byte[] json = FORECAST.toJson();
        String text = new String(json, UTF_8);
        for (int twentieth = 0; twentieth < 20; twentieth++) {
            byte[] cut = Arrays.copyOf(json, json.length * twentieth / 20);
            assertThatThrownBy(() -> VolatilityForecast.parse(cut, "volatility.json"))
                    .isInstanceOf(ModelException.class);
        }
        for (String bad : List.of(
                text.replace("\"smearing\" : 1.09", "\"smearing\" : -1.09"),
                text.replace("\"smearing\" : 1.09", "\"smearing\" : \"NaN\", \"x\" : 1.09"),
                text.replace("\"coefficients\" : [", "\"coefficients\" : [ \"NaN\","),
                text.replace("\"coefficients\" : [", "\"coefficients\" : [ null,"),
                text.replace("\"coefficients\"", "\"efficients\""),
                text.replace("\"30\" :", "\"31\" :"))) {
            assertThat(bad).isNotEqualTo(text);
            assertThatThrownBy(() -> VolatilityForecast.parse(bad.getBytes(UTF_8), "volatility.json"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("volatility.json: ");
        }
    }
}
