package io.aegismatrix.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJsonTest {

    private static final VolatilityForecast FORECAST = VolatilityForecast.fit(
            TestMarkets.synthetic(400), TestMarkets.synthetic(400).decisionRow());

    private static JsonNode tree(String json) throws IOException {
        return ModelJson.read(json.getBytes(UTF_8), new TypeReference<>() {}, "any.json");
    }

    @Test
    void reads_what_lies_within_the_limits() throws IOException {
        assertThat(tree("[".repeat(16) + "]".repeat(16)).isArray()).isTrue();
        assertThat(tree("\"" + "x".repeat(1_024) + "\"").asText()).hasSize(1_024);
    }

    @Test
    void refuses_what_lies_beyond() {
        assertThatThrownBy(() -> tree("[".repeat(17) + "]".repeat(17)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nesting depth (17)");
        assertThatThrownBy(() -> tree("\"" + "x".repeat(70_000) + "\""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1024");
        assertThatThrownBy(() -> tree("[1" + "0".repeat(64) + "]"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("64");
        assertThatThrownBy(() -> tree(" ".repeat(1 << 20) + "[]"))
                .isInstanceOf(ModelException.class)
                .hasMessage("any.json: must have at most 1048576 bytes, was 1048578; restore it or train again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "[[[[[[[[[[[[[[[[[[[[", "{\"mixes\":null}", "7"})
    void files_of_numbers_refuse_it_with_their_name(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        assertThatThrownBy(() -> VolatilityForecast.parse(bytes, "volatility.json"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("volatility.json: ");
        assertThatThrownBy(() -> CombinedVolatility.parse(FORECAST, Map.of(CombinedVolatility.FILE, bytes)::get))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(CombinedVolatility.FILE + ": ");
    }

    @Test
    void gives_back_what_was_written() {
        assertThat(VolatilityForecast.parse(FORECAST.toJson(), "volatility.json")
                        .toJson())
                .isEqualTo(FORECAST.toJson());
    }
}
