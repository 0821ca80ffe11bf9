package io.aegismatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aegismatrix.engine.ModelChange.Action;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {

    private record Inner(int count, Optional<String> name) {

        private Inner {
            if (count < 0) {
                throw new IllegalArgumentException("count must be at least 0, was " + count);
            }
        }
    }

    private record Outer(
            Action action,
            EngineId engine,
            LocalDate day,
            long seed,
            double share,
            OptionalDouble bound,
            List<Double> rates,
            SortedMap<Integer, Inner> byHorizon) {}

    private static final String WHOLE = """
            {"action": "PROMOTED", "engine": "BUYER", "day": "2024-12-31", "seed": 20241231000, "share": 0.25, "bound": 1, "rates": [1, 0.5],
             "byHorizon": {"10": {"count": 2, "name": null}, "5": {"count": 0, "name": "five"}}}""";

    private static @Nullable Object read(String json) throws IOException {
        return new RecordReader(UnaryOperator.identity()).read(new ObjectMapper().readTree(json), Outer.class);
    }

    @Test
    void readsEveryKindOfValue() throws IOException {
        assertThat(read(WHOLE))
                .isEqualTo(new Outer(
                        Action.PROMOTED,
                        Engines.BUYER,
                        LocalDate.of(2024, 12, 31),
                        20_241_231_000L,
                        0.25,
                        OptionalDouble.of(1),
                        List.of(1.0, 0.5),
                        new TreeMap<>(
                                Map.of(5, new Inner(0, Optional.of("five")), 10, new Inner(2, Optional.empty())))));
    }

    @Test
    void leavesOutWhatIsOptional() throws IOException {
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
                "\"PROMOTED\"      | \"NOTHING\"    | action: expected one of [TRAINED, CHALLENGED, PROMOTED, ROLLED_BACK], was \"NOTHING\"",
                "\"BUYER\"         | \"buyer\"      | engine: a manifest must name its engine in capitals, was 'buyer'",
                "\"BUYER\"         | \"MY ENGINE\"  | engine: the id of an engine must be 1 to 32 lower-case letters",
                "\"BUYER\"         | 7              | engine: the id of an engine must be 1 to 32 lower-case letters",
                "\"2024-12-31\"    | \"2024-13-31\" | expected a date, was \"2024-13-31\"",
                "20241231000       | 1.5            | seed: expected a whole number, was 1.5",
                "20241231000       | 1e99           | seed: expected a whole number, was 1.0E99",
                "0.25              | \"0.25\"       | share: expected a number, was \"0.25\"",
                "\"share\": 0.25,  | ~~             | share: expected a value, was nothing",
                "[1, 0.5]          | [1, \"\"]      | rates[1]: expected a number, was \"\"",
                "[1, 0.5]          | {}             | rates: expected an array, was {}",
                "\"10\"            | \"ten\"        | .byHorizon.ten: expected a whole number as name",
                "\"count\": 2      | \"count\": -1  | .byHorizon.10: count must be at least 0, was -1",
                "\"count\": 2      | \"counts\": 2  | byHorizon.10.count: expected a value, was nothing",
                "\"count\": 2      | \"count\": 2, \"n\": 1 | byHorizon.10.n: expected one of [",
            })
    void saysWhereThereIsSomethingElse(String said, String instead, String complaint) {
        assertThat(WHOLE).contains(said);
        assertThatThrownBy(() -> read(WHOLE.replace(said, instead)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(complaint);
    }
}
