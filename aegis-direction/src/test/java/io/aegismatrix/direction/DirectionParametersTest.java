package io.aegismatrix.direction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionParametersTest {

    @Test
    void the_shipped_numbers_are_read_and_written_alike() {
        byte[] shipped = ModelStore.directory(Path.of("..", "models"))
                .load(DirectionEngine.ID)
                .file("direction.json");
        assertThat(DirectionParameters.parse(shipped, "direction.json").toJson())
                .isEqualTo(shipped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "{}",
                "{\"networks\":1}",
                "[[[[[[[[[[[[[[[[[[[[",
                "{\"networks\":1,\"scaler\":null,\"horizons\":{\"1\":null}}",
                "{\"networks\":100000000000000000000000000000000000000000000000000000000000000000000}"
            })
    void what_is_none_is_refused_with_its_name(String json) {
        assertThatThrownBy(() -> DirectionParameters.parse(json.getBytes(UTF_8), "direction.json"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("direction.json: ");
    }
}
