package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordWriterTest {

    private static final Path EARLIER = Path.of(
            "src/test/resources/io/aegismatrix/payload/PayloadFuzzTestInputs/any_bytes_are_a_payload_or_a_refusal");

    /** Files of a release whose records were as flat as its file, written by its own writer, which was held to Jackson then. */
    @ParameterizedTest
    @ValueSource(strings = {"written_by_earlier_release.json", "unavailable.json"})
    void writesTheBytesOfAnEarlierRelease(String name) throws IOException {
        byte[] earlier = Files.readAllBytes(EARLIER.resolve(name));

        assertThat(PayloadJson.bytes(PayloadReader.json().read(earlier))).isEqualTo(earlier);
    }

    private record Holding(Optional<Duration> time) {}

    @Test
    void refusesWhatNoPayloadHolds() throws IOException {
        JsonGenerator nowhere = new JsonFactory().createGenerator(Writer.nullWriter());
        assertThatThrownBy(() -> RecordWriter.write(new Holding(Optional.of(Duration.ZERO)), nowhere))
                .hasMessageContaining("a payload holds no java.time.Duration, was PT0S");
    }
}
