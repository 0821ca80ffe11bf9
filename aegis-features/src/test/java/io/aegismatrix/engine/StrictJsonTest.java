package io.aegismatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadConstraints;
import io.aegismatrix.engine.ModelChange.Action;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    private record Inner(int count, Optional<String> name) {

        private Inner {
            if (count < 0) {
                throw new IllegalArgumentException("count must be at least 0, was " + count);
            }
        }
    }

    private record Outer(
            Action action,
            long seed,
            double share,
            OptionalDouble bound,
            List<Double> rates,
            SortedMap<Integer, Inner> byHorizon) {}

    private static final String WHOLE = """
            {"action": "PROMOTED", "seed": 20241231000, "share": 0.25, "bound": 1, "rates": [1, 0.5],
             "byHorizon": {"10": {"count": 2, "name": null}, "5": {"count": 0, "name": "five"}}}""";

    private static Outer read(String json) throws IOException {
        return StrictJson.within(StreamReadConstraints.defaults()).build().readValue(json, Outer.class);
    }

    @Test
    void reads_every_kind_of_value() throws IOException {
        assertThat(read(WHOLE))
                .isEqualTo(new Outer(
                        Action.PROMOTED,
                        20_241_231_000L,
                        0.25,
                        OptionalDouble.of(1),
                        List.of(1.0, 0.5),
                        new TreeMap<>(
                                Map.of(5, new Inner(0, Optional.of("five")), 10, new Inner(2, Optional.empty())))));
    }

    @Test
    void leaves_out_what_is_optional() throws IOException {
        assertThat(read(WHOLE.replace(", \"name\": null", ""))).isEqualTo(read(WHOLE));
        assertThat(read(WHOLE.replace("\"bound\": 1, ", "")))
                .extracting("bound")
                .isEqualTo(OptionalDouble.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"PROMOTED\" | \"NOTHING\" | not one of the values accepted for Enum class",
                "\"PROMOTED\" | 1 | not allowed to deserialize Enum value out of number",
                "20241231000 | 1.5 | Cannot coerce Floating-point value (1.5) to `long`",
                "20241231000 | \"7\" | Cannot coerce String value (\"7\") to `long`",
                "0.25 | \"0.25\" | Cannot coerce String value (\"0.25\") to `double`",
                "\"share\": 0.25,  | ~~ | Cannot map `null` into type `double`",
                "[1, 0.5] | [1, \"\"] | Outer[\"rates\"]->java.util.ArrayList[1]",
                "[1, 0.5] | {} | Outer[\"rates\"]",
                "\"10\" | \"ten\" | Cannot deserialize Map key of type `java.lang.Integer` from String \"ten\"",
                "\"count\": 2 | \"count\": -1 | count must be at least 0, was -1",
                "\"count\": 2 | \"counts\": 2 | Cannot map `null` into type `int`",
                "\"count\": 2 | \"count\": 2, \"n\": 1 | Unrecognized field \"n\"",
            })
    void says_where_there_is_something_else(String said, String instead, String complaint) {
        assertThat(WHOLE).contains(said);
        assertThatThrownBy(() -> read(WHOLE.replace(said, instead)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
    }
}
