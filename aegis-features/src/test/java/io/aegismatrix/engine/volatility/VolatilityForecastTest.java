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
import io.aegismatrix.features.kit.RandomMarket;
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
     * numpy 1.24.2: variance proxy, reach, log-HAR terms, shocks, trends and days computed again from the prices with
     * pandas, coefficients by numpy.linalg.lstsq, smearing as the power mean of the exponential residuals.
     *
     * @param forecast at row 850
     * @param coefficients intercept first
     */
    @ParameterizedTest
    @CsvSource({
        "REALIZED, 1, 733, 1.13498165282, 0.069579008998,"
                + " -0.298238607078 0.0476409786749 0.125683071312 -0.16789681797 0.0569675001735 0.91580066739"
                + " 0.0811077083894 0.0551720957203 0.00837627766293 -0.010577536273 0.0109349337437",
        "REALIZED, 5, 729, 1.04258401607, 0.0764632210269,"
                + " -0.240442542988 0.0400000081105 0.0188266456077 -0.0678316005223 0.042744657887 0.892397646047"
                + " 0.0972980225094 0.0422911588532 -0.00629022079009 -0.00893231862459 0.0199287939305",
        "REALIZED, 10, 724, 1.04051599951, 0.083450557384,"
                + " -0.320657881758 0.0436579644168 -0.0812742394987 0.0467784939458 0.0125042480963 0.842436883137"
                + " 0.0868360148548 0.0466223584306 -0.00483085702317 -0.0254954346482 0.0265356369936",
        "REALIZED, 20, 714, 1.04213506849, 0.0906563188195,"
                + " -0.426050882598 0.0114293309198 -0.043847796528 0.143875915446 -0.055949417729 0.717063576624"
                + " 0.121760294426 0.0260833228624 -0.00431491002117 -0.0370237596642 0.0256176379737",
        "REALIZED, 30, 704, 1.0437480272, 0.0957514483961,"
                + " -0.558780785141 0.00682300915026 -0.091614363545 0.243554322505 -0.12251947027 0.666548775156"
                + " 0.0256586557256 0.0285822042595 -0.00391477125933 -0.0109875925252 0.00424845906398",
        "REACH, 1, 733, 1.24152498009, 0.105554328191,"
                + " 0.142299056339 0.0947496983295 0.0775170747411 -0.122445341133 0.0946896117086 0.888526691303"
                + " 0.271501773864 0.0591574076551 0.0243749451814 -0.0509054062568 0.00704978306661",
        "REACH, 5, 729, 1.15900375243, 0.107659716654,"
                + " 0.345874664501 0.0693073808364 0.000976318959642 0.0155534632578 0.133970398817 0.846150218677"
                + " 0.252092563824 0.0627505645464 -0.00218766610962 -0.0159977073169 0.0287831676678",
        "REACH, 10, 724, 1.14664830422, 0.101176787971,"
                + " 0.320387303336 0.0698187304452 -0.00594942867172 0.215063038779 -0.066267209753 0.821185950714"
                + " 0.234372992766 0.0623304951613 -0.00684972933033 -0.0194944512168 0.0348052614511",
        "REACH, 20, 714, 1.167691551, 0.0985411299373,"
                + " 0.331551699123 0.0261467268962 -0.148463286146 0.413839839863 -0.206363759005 0.982067009665"
                + " 0.163188209468 0.0524774982516 0.000379578428833 -0.0219171647225 -0.00650794218612",
        "REACH, 30, 704, 1.15729276487, 0.0954474042291,"
                + " 0.374008534671 0.0031343340753 -0.0336580432695 0.429491676657 -0.39033498269 1.05162454641"
                + " 0.175152710083 0.070180331727 -0.0024851830316 0.00284071403683 -0.0776470103493"
    })
    void equals_the_least_squares_fit_of_numpy(
            ForecastTarget target, int horizon, int sessions, double smearing, double forecast, String coefficients)
            throws IOException {
        VolatilityForecast fitted = VolatilityForecast.fit(FEATURES, target, LAST_KNOWN);
        JsonNode equation = new ObjectMapper().readTree(fitted.toJson()).path(String.valueOf(horizon));
        List<Double> expected = Arrays.stream(coefficients.trim().split(" "))
                .map(Double::valueOf)
                .toList();

        assertThat(equation.path("sessions").intValue()).isEqualTo(sessions);
        assertThat(equation.path("coefficients")).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(equation.path("coefficients").path(i).doubleValue()).isCloseTo(expected.get(i), within(1e-8));
        }
        assertThat(equation.path("smearing").doubleValue()).isCloseTo(smearing, within(1e-9));
        assertThat(fitted.annualized(FEATURES, 850, horizon)).isCloseTo(forecast, within(1e-10));
    }

    @Test
    void smearing_puts_the_mean_forecast_slightly_above_the_mean_outcome() {
        for (int h : Horizons.VOLATILITY) {
            double forecasts = 0;
            double outcomes = 0;
            for (int row = 66; row + h <= LAST_KNOWN; row++) {
                forecasts += FORECAST.annualized(FEATURES, row, h);
                outcomes += FEATURES.history().trailingVolatility(row + h, h);
            }
            assertThat(forecasts / outcomes).isBetween(1.0, 1.06);
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
        assertThat(FORECAST.annualized(FEATURES, 65, 5)).isNaN();
        assertThat(FORECAST.annualized(FEATURES, 66, 5)).isPositive();
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
        for (int row = 66; row < 900; row += 7) {
            for (double h : new double[] {1, 3, 5, 12.5, 30}) {
                assertThat(read.annualized(FEATURES, row, h)).isEqualTo(FORECAST.annualized(FEATURES, row, h));
            }
        }
    }

    @Test
    void too_little_history_says_how_much_there_is_and_how_much_is_needed() {
        assertThatThrownBy(() -> VolatilityForecast.fit(FEATURES, 309))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("too little history for the volatility forecast over 1 sessions: 243 sessions with known"
                        + " outcome and volatility index, at least 250 are needed");
        assertThatThrownBy(() -> VolatilityForecast.fit(FEATURES, 319))
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
                text.replace("\"smearing\" : 1.13", "\"smearing\" : -1.13"),
                text.replace("\"smearing\" : 1.13", "\"smearing\" : \"NaN\", \"x\" : 1.13"),
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
