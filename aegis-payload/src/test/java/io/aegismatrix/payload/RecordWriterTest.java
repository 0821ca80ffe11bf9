package io.aegismatrix.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordWriterTest {

    /** Jackson left to itself: what the file has always been written by. */
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @Test
    void writesWhatJacksonWrites() throws JsonProcessingException {
        for (long seed = 0; seed < 20; seed++) {
            Payload payload = PayloadFixtures.full(seed);
            assertWrittenAsByJackson(payload);
            assertWrittenAsByJackson(LiveRecordsTest.scored(payload));
        }
        assertWrittenAsByJackson(PayloadFixtures.unavailable("fewer than 300 sessions \"of\" data\n"));
    }

    private static void assertWrittenAsByJackson(Payload payload) throws JsonProcessingException {
        assertThat(new String(PayloadJson.bytes(payload), UTF_8)).isEqualTo(JACKSON.writeValueAsString(payload) + "\n");
    }

    private record Holding(Optional<Duration> time) {}

    @Test
    void refusesWhatNoPayloadHolds() throws IOException {
        JsonGenerator nowhere = new JsonFactory().createGenerator(Writer.nullWriter());
        assertThatThrownBy(() -> RecordWriter.write(new Holding(Optional.of(Duration.ZERO)), nowhere))
                .hasMessageContaining("a payload holds no java.time.Duration, was PT0S");
    }
}
